package lua51

import (
	"math"
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

const (
	firstSmall  = -1 // integers that are made once, -1 being what calls fail with
	lastSmall   = 1023
	numberBlock = 128 // others that share an allocation
)

var small = func() (list [lastSmall - firstSmall + 1]float64) {
	for i := range list {
		list[i] = float64(firstSmall + i)
	}
	return list
}()

// Numbers makes Lua numbers in Go. Converting an LNumber to an LValue allocates
// eight bytes; here as many numbers as a block has room for share one
// allocation. It serves one state.
type Numbers struct{ block []float64 }

// Value makes a number.
func (n *Numbers) Value(x float64) lua.LValue { return box(&n.block, x) }

// box makes a number in a block, or in a new one when that is full.
func box(block *[]float64, x float64) lua.LValue {
	if i := int(x); float64(i) == x && firstSmall <= i && i <= lastSmall && (i != 0 || !math.Signbit(x)) {
		return pointTo(&small[i-firstSmall])
	}
	if len(*block) == cap(*block) {
		*block = make([]float64, 0, numberBlock)
	}
	*block = append(*block, x)
	return pointTo(&(*block)[len(*block)-1])
}

// pointTo makes an interface of a number in its place: an interface is its
// type's table and a pointer to the value. gopher-lua relies on it too.
func pointTo(x *float64) lua.LValue {
	var v lua.LValue = lua.LNumber(0)
	(*[2]unsafe.Pointer)(unsafe.Pointer(&v))[1] = unsafe.Pointer(x)
	return v
}

package lua51

import (
	"math"
	"sync"
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

const (
	firstSmall  = -1 // integers that are made once, -1 being what calls fail with
	lastSmall   = 1023
	numberBlock = 128 // others that share an allocation
)

// Numbers makes Lua numbers in Go. Converting an LNumber to an LValue allocates
// eight bytes; here as many numbers as a block has room for share one
// allocation, as gopher-lua does for its own arithmetic. It serves one state.
type Numbers struct {
	small [lastSmall - firstSmall + 1]lua.LValue
	block []lua.LNumber
}

// Value makes a number.
func (n *Numbers) Value(x float64) lua.LValue {
	if x >= firstSmall && x <= lastSmall && x == math.Trunc(x) && (x != 0 || !math.Signbit(x)) {
		v := &n.small[int(x)-firstSmall]
		if *v == nil {
			*v = lua.LNumber(x)
		}
		return *v
	}
	if len(n.block) == cap(n.block) {
		if !interfacesPoint() {
			return lua.LNumber(x)
		}
		n.block = make([]lua.LNumber, 0, numberBlock)
	}
	n.block = append(n.block, lua.LNumber(x))
	return pointTo(&n.block[len(n.block)-1])
}

// pointTo makes an interface of a number in its place: an interface is its
// type's table and a pointer to the value.
func pointTo(x *lua.LNumber) lua.LValue {
	var v lua.LValue = lua.LNumber(0)
	(*[2]unsafe.Pointer)(unsafe.Pointer(&v))[1] = unsafe.Pointer(x)
	return v
}

// interfacesPoint tells whether this Go's interfaces are made so. Otherwise each
// number has its allocation.
var interfacesPoint = sync.OnceValue(func() bool {
	var whole lua.LValue = lua.LNumber(0)
	if unsafe.Sizeof(whole) != unsafe.Sizeof([2]unsafe.Pointer{}) {
		return false
	}
	x := lua.LNumber(math.Pi)
	v, ok := pointTo(&x).(lua.LNumber)
	return ok && v == x
})

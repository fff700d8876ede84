package lua51

import (
	"math"
	"math/bits"
	"strconv"

	lua "github.com/yuin/gopher-lua"
)

// installBit opens bit, LuaJIT's library of operations on 32-bit integers
// (bitop.luajit.org): Lua 5.1 has none, and flags need them.
func installBit(L *lua.LState) {
	lib := NewTable(12)
	fill(L, lib,
		named{"tobit", func(L *lua.LState) int { return giveBits(L, bitsArgument(L, 1)) }},
		named{"bnot", func(L *lua.LState) int { return giveBits(L, ^bitsArgument(L, 1)) }},
		named{"band", func(L *lua.LState) int { return fold(L, func(x, y uint32) uint32 { return x & y }) }},
		named{"bor", func(L *lua.LState) int { return fold(L, func(x, y uint32) uint32 { return x | y }) }},
		named{"bxor", func(L *lua.LState) int { return fold(L, func(x, y uint32) uint32 { return x ^ y }) }},
		named{"lshift", func(L *lua.LState) int { return shift(L, func(x uint32, n int) uint32 { return x << n }) }},
		named{"rshift", func(L *lua.LState) int { return shift(L, func(x uint32, n int) uint32 { return x >> n }) }},
		named{"arshift", func(L *lua.LState) int {
			return shift(L, func(x uint32, n int) uint32 { return uint32(int32(x) >> n) })
		}},
		named{"rol", func(L *lua.LState) int { return shift(L, bits.RotateLeft32) }},
		named{"ror", func(L *lua.LState) int {
			return shift(L, func(x uint32, n int) uint32 { return bits.RotateLeft32(x, -n) })
		}},
		named{"bswap", func(L *lua.LState) int { return giveBits(L, bits.ReverseBytes32(bitsArgument(L, 1))) }},
		named{"tohex", toHex},
	)
	L.SetGlobal("bit", lib)
	if loaded, ok := L.GetField(L.GetGlobal("package"), "loaded").(*lua.LTable); ok {
		loaded.RawSetString("bit", lib)
	}
}

// bitsArgument takes a number modulo 2^32, rounded to the nearest integer.
func bitsArgument(L *lua.LState, n int) uint32 {
	x := math.RoundToEven(numberArgument(L, n))
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	return uint32(int64(math.Mod(x, 1<<32)))
}

// giveBits gives a signed number, as LuaJIT does.
func giveBits(L *lua.LState, x uint32) int { return give(L, float64(int32(x))) }

func fold(L *lua.LState, op func(x, y uint32) uint32) int {
	x := bitsArgument(L, 1)
	for n := 2; n <= L.GetTop(); n++ {
		x = op(x, bitsArgument(L, n))
	}
	return giveBits(L, x)
}

// shift takes the lower five bits of the count.
func shift(L *lua.LState, op func(x uint32, n int) uint32) int {
	return giveBits(L, op(bitsArgument(L, 1), int(bitsArgument(L, 2)&31)))
}

// toHex gives as many digits as are asked for, in capitals for a negative count.
func toHex(L *lua.LState) int {
	x := bitsArgument(L, 1)
	n := int32(8)
	if L.Get(2) != lua.LNil {
		n = int32(bitsArgument(L, 2))
	}
	digits := []byte("00000000" + strconv.FormatUint(uint64(x), 16))
	if n < 0 {
		n = -n
		for i, c := range digits {
			if isLower(c) {
				digits[i] = c ^ 0x20
			}
		}
	}
	if n < 0 || n > 8 {
		n = 8
	}
	L.Push(lua.LString(digits[len(digits)-int(n):]))
	return 1
}

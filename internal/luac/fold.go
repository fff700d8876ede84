package luac

import (
	"math"

	lua "github.com/yuin/gopher-lua"
)

// fold computes with numerals. What lua5.1 leaves to the running program, so
// do we.
func fold(op int, a, b *operand) bool {
	if !a.isNumeral() || !b.isNumeral() {
		return false
	}
	x, y := a.number, b.number
	switch op {
	case lua.OP_ADD:
		x += y
	case lua.OP_SUB:
		x -= y
	case lua.OP_MUL:
		x *= y
	case lua.OP_DIV:
		if y == 0 {
			return false
		}
		x /= y
	case lua.OP_MOD:
		if y == 0 {
			return false
		}
		x -= math.Floor(x/y) * y
	case lua.OP_POW:
		x = math.Pow(x, y)
	case lua.OP_UNM:
		x = -x
	default:
		return false
	}
	if math.IsNaN(x) {
		return false
	}
	a.number = x
	return true
}

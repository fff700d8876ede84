package luamod

import (
	"encoding/binary"
	"fmt"
	"math"

	lua "github.com/yuin/gopher-lua"
)

// cell is the type of a view's cells, in native byte order.
type cell uint8

const (
	int8Cell cell = iota
	uint8Cell
	int16Cell
	uint16Cell
	int32Cell
	uint32Cell
	int64Cell
	uint64Cell
	floatCell
	doubleCell
	boolCell // only in structs
)

// exact is the largest magnitude up to which Lua's numbers are exact integers.
const exact = 1 << 53

// cellTypes describes the cells. A 64-bit cell goes by exact in place of lo and hi.
var cellTypes = [...]struct {
	name   string
	shift  uint8 // log2 of the width
	view   bool  // is there a method of that name that makes a view?
	lo, hi float64
}{
	int8Cell:   {"int8", 0, true, math.MinInt8, math.MaxInt8},
	uint8Cell:  {"uint8", 0, true, 0, math.MaxUint8},
	int16Cell:  {"int16", 1, true, math.MinInt16, math.MaxInt16},
	uint16Cell: {"uint16", 1, true, 0, math.MaxUint16},
	int32Cell:  {"int32", 2, true, math.MinInt32, math.MaxInt32},
	uint32Cell: {"uint32", 2, true, 0, math.MaxUint32},
	int64Cell:  {"int64", 3, true, -exact, exact},
	uint64Cell: {"uint64", 3, true, 0, exact},
	floatCell:  {name: "float", shift: 2, view: true},
	doubleCell: {name: "double", shift: 3, view: true},
	boolCell:   {name: "bool", shift: 0},
}

// native decodes and encodes; the cells need not be aligned.
var native = binary.NativeEndian

func (c cell) String() string { return cellTypes[c].name }

func (c cell) shift() uint8 { return cellTypes[c].shift }

func (c cell) width() int { return 1 << cellTypes[c].shift }

// isInteger tells whether text makes sense.
func (c cell) isInteger() bool { return c <= uint64Cell }

// load gives the number in b. ok is false for an integer that a Lua number does
// not hold exactly, and x then the nearest.
func (c cell) load(b []byte) (x float64, ok bool) {
	switch c {
	case int32Cell:
		return float64(int32(native.Uint32(b))), true
	case uint32Cell:
		return float64(native.Uint32(b)), true
	case doubleCell:
		return math.Float64frombits(native.Uint64(b)), true
	case uint8Cell, boolCell:
		return float64(b[0]), true
	case int8Cell:
		return float64(int8(b[0])), true
	case int16Cell:
		return float64(int16(native.Uint16(b))), true
	case uint16Cell:
		return float64(native.Uint16(b)), true
	case floatCell:
		return float64(math.Float32frombits(native.Uint32(b))), true
	case int64Cell:
		i := int64(native.Uint64(b))
		return float64(i), i >= -exact && i <= exact
	default:
		u := native.Uint64(b)
		return float64(u), u <= exact
	}
}

// holds tells whether store keeps x as it is, but for the rounding to a float's
// precision.
func (c cell) holds(x float64) bool {
	switch c {
	case doubleCell:
		return true
	case floatCell:
		return math.IsInf(x, 0) || !math.IsInf(float64(float32(x)), 0)
	}
	t := &cellTypes[c]
	return x >= t.lo && x <= t.hi && float64(int64(x)) == x
}

// store puts a number that the cell holds into b.
func (c cell) store(b []byte, x float64) {
	switch c {
	case int32Cell, uint32Cell:
		native.PutUint32(b, uint32(int64(x)))
	case doubleCell:
		native.PutUint64(b, math.Float64bits(x))
	case int8Cell, uint8Cell, boolCell:
		b[0] = byte(int64(x))
	case int16Cell, uint16Cell:
		native.PutUint16(b, uint16(int64(x)))
	case floatCell:
		native.PutUint32(b, math.Float32bits(float32(x)))
	default:
		native.PutUint64(b, uint64(int64(x)))
	}
}

// number gives the number that stands for a Lua value in a cell, or why it does
// not fit.
func (c cell) number(v lua.LValue) (x float64, why string) {
	switch v := v.(type) {
	case lua.LNumber:
		if c != boolCell && c.holds(float64(v)) {
			return float64(v), ""
		}
	case lua.LBool:
		if c == boolCell {
			if v {
				x = 1
			}
			return x, ""
		}
	}
	return 0, c.refusal(v)
}

// refusal says why a value does not fit.
func (c cell) refusal(v lua.LValue) string {
	if c == boolCell {
		return "boolean expected, got " + typeName(v)
	}
	n, ok := v.(lua.LNumber)
	x := float64(n)
	t := &cellTypes[c]
	switch {
	case !ok:
		return "number expected, got " + typeName(v)
	case c == floatCell:
		return fmt.Sprintf("%g is out of a float's range", x)
	case x != math.Trunc(x) || math.IsInf(x, 0):
		return fmt.Sprintf("%g is no integer", x)
	case c.shift() == 3 && (x > exact || x < t.lo && x < 0 && c == int64Cell):
		return fmt.Sprintf("%.0f is beyond 2^53, where numbers are not exact; use settext", x)
	case c == uint64Cell:
		return fmt.Sprintf("%.0f is negative", x)
	}
	return fmt.Sprintf("%.0f is out of range %.0f..%.0f", x, t.lo, t.hi)
}

// inexact says that a cell holds more than a number can, and what to do.
func (c cell) inexact(b []byte, cure string, v ...any) string {
	return fmt.Sprintf("%s is beyond 2^53, where numbers are not exact; use %s", c.text(b), fmt.Sprintf(cure, v...))
}

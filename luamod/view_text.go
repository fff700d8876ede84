package luamod

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// viewText is v:text(i) → the integer in decimal, whole.
func (m *Module) viewText(L *lua.LState) int {
	v, i, _ := integerCell(L, "text")
	b, err := v.mem.Readable(v.offset+i<<v.shift, 1<<v.shift)
	if err != nil {
		m.raise(L, err)
	}
	L.Push(lua.LString(v.cell.text(b)))
	return 1
}

// viewSettext is v:settext(i, text), where text is decimal or 0x and hexadecimal.
func (m *Module) viewSettext(L *lua.LState) int {
	v, i, a := integerCell(L, "settext")
	bits, why := v.cell.parse(a.text(2))
	if why != "" {
		a.fail(2, "%s", why)
	}
	b, err := v.mem.Writable(v.offset+i<<v.shift, 1<<v.shift)
	if err != nil {
		m.raise(L, err)
	}
	v.cell.storeBits(b, bits)
	v.mem.Wrote(v.offset+i<<v.shift, b)
	return 0
}

// integerCell reads the view and the index of a call that is about integers.
func integerCell(L *lua.LState, method string) (*view, int, args) {
	v, a := self[*view](L, method), methodArgs(L, method)
	if !v.cell.isInteger() {
		L.RaiseError("'%s' is for integers, and this is a %s view", method, v.cell)
	}
	i, ok := indexOf(L.Get(2), v.count)
	if !ok {
		a.fail(1, "%s", missing(L.Get(2), v.count))
	}
	return v, i, a
}

// text gives the integer in b in decimal.
func (c cell) text(b []byte) string {
	switch c {
	case int64Cell:
		return strconv.FormatInt(int64(native.Uint64(b)), 10)
	case uint64Cell:
		return strconv.FormatUint(native.Uint64(b), 10)
	}
	x, _ := c.load(b)
	return strconv.FormatInt(int64(x), 10)
}

// parse gives the bits of an integer in decimal, or with 0x in hexadecimal, or
// why the cell does not hold it.
func (c cell) parse(text string) (bits uint64, why string) {
	digits, negative := strings.CutPrefix(strings.TrimSpace(text), "-")
	base := 10
	if hex, ok := strings.CutPrefix(strings.ToLower(digits), "0x"); ok {
		digits, base = hex, 16
	}
	bits, err := strconv.ParseUint(digits, base, 64)
	if errors.Is(err, strconv.ErrSyntax) {
		return 0, fmt.Sprintf("%q is no integer", text)
	}
	width := uint(8) << c.shift()
	most := ^uint64(0) >> (64 - width) // of an unsigned cell
	if c.isSigned() {
		most >>= 1
		if negative {
			most++
		}
	} else if negative {
		most = 0
	}
	if err != nil || bits > most {
		return 0, fmt.Sprintf("%s is out of range of %s", text, c)
	}
	if negative {
		bits = -bits
	}
	return bits, ""
}

func (c cell) isSigned() bool {
	return c == int8Cell || c == int16Cell || c == int32Cell || c == int64Cell
}

// storeBits puts an integer's low bits into b.
func (c cell) storeBits(b []byte, bits uint64) {
	switch c.shift() {
	case 0:
		b[0] = byte(bits)
	case 1:
		native.PutUint16(b, uint16(bits))
	case 2:
		native.PutUint32(b, uint32(bits))
	default:
		native.PutUint64(b, bits)
	}
}

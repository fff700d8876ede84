package trace

import (
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Value shows bytes as a view of the type would ("int32", "double" …). Without a
// type, 1, 2, 4 and 8 bytes are a number, a signed integer unless it only makes
// sense as a fraction; other lengths are text up to the NUL, or hexadecimal.
func Value(b []byte, typ string) string {
	order := binary.NativeEndian
	switch {
	case typ == "float" && len(b) == 4:
		return number(float64(math.Float32frombits(order.Uint32(b))), 32)
	case typ == "double" && len(b) == 8:
		return number(math.Float64frombits(order.Uint64(b)), 64)
	}
	unsigned := strings.HasPrefix(typ, "u")
	switch len(b) {
	case 1:
		return integer(int64(int8(b[0])), uint64(b[0]), unsigned)
	case 2:
		u := order.Uint16(b)
		return integer(int64(int16(u)), uint64(u), unsigned)
	case 4:
		u := order.Uint32(b)
		if f := float64(math.Float32frombits(u)); widths[typ] == 0 && fraction(f, int64(int32(u)), 1<<23) {
			return number(f, 32)
		}
		return integer(int64(int32(u)), uint64(u), unsigned)
	case 8:
		u := order.Uint64(b)
		if f := math.Float64frombits(u); widths[typ] == 0 && fraction(f, int64(u), 1<<52) {
			return number(f, 64)
		}
		return integer(int64(u), u, unsigned)
	}
	return text(b)
}

func integer(signed int64, plain uint64, unsigned bool) string {
	if unsigned {
		return strconv.FormatUint(plain, 10)
	}
	return strconv.FormatInt(signed, 10)
}

func number(f float64, bits int) string { return strconv.FormatFloat(f, 'g', -1, bits) }

// fraction says whether bits mean a floating-point number of everyday size
// rather than an integer so large.
func fraction(f float64, i, large int64) bool {
	size := math.Abs(f)
	return (i > large || i < -large) && size > 1e-9 && size < 1e15
}

// text shows up to 24 bytes as a string literal where they are text, and up to 8
// as hexadecimal where not.
func text(b []byte) string {
	const most, mostBytes = 24, 8
	s := string(b)
	if end := strings.IndexByte(s, 0); end >= 0 && strings.Trim(s[end:], "\x00") == "" {
		s = s[:end]
	}
	for _, c := range s {
		if c == '\uFFFD' || !strconv.IsPrint(c) && c != '\n' && c != '\t' {
			return cut(fmt.Sprintf("% x", b), 3*mostBytes)
		}
	}
	return strconv.Quote(cut(s, most))
}

// cut shortens a text to so many characters, the last of them an ellipsis.
func cut(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most-1]) + "…"
}

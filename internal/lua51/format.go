package lua51

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// format is string.format: C's conversions, and %q.
func format(L *lua.LState) int {
	pattern := textArgument(L, 1)
	out := make([]byte, 0, len(pattern)+16)
	n := 1
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != '%' {
			out = append(out, pattern[i])
			continue
		}
		if i++; i < len(pattern) && pattern[i] == '%' {
			out = append(out, '%')
			continue
		}
		if n++; n > L.GetTop() {
			L.ArgError(n, "no value")
		}
		c, length := readConversion(L, pattern[i:])
		i += length - 1
		out = c.append(out, L, n)
		checkLength(L, len(out))
	}
	L.Push(lua.LString(out))
	return 1
}

// conversion is what stands between '%' and the letter, and the letter.
type conversion struct {
	minus, plus, space, sharp, zero bool
	width, precision                int // precision -1 for none
	verb                            byte
}

// readConversion reads one and gives its length.
func readConversion(L *lua.LState, s string) (c conversion, length int) {
	i := 0
	for ; i < len(s) && strings.IndexByte("-+ #0", s[i]) >= 0; i++ {
		switch s[i] {
		case '-':
			c.minus = true
		case '+':
			c.plus = true
		case ' ':
			c.space = true
		case '#':
			c.sharp = true
		case '0':
			c.zero = true
		}
	}
	if i > 5 {
		L.RaiseError("invalid format (repeated flags)")
	}
	c.width, i = twoDigits(s, i)
	c.precision = -1
	if i < len(s) && s[i] == '.' {
		c.precision, i = twoDigits(s, i+1)
	}
	if i < len(s) && isDigit(s[i]) {
		L.RaiseError("invalid format (width or precision too long)")
	}
	if i < len(s) {
		c.verb = s[i]
	}
	return c, i + 1
}

func twoDigits(s string, i int) (n, end int) {
	for end = i; end < len(s) && end < i+2 && isDigit(s[end]); end++ {
		n = n*10 + int(s[end]-'0')
	}
	return n, end
}

// append appends argument n as the conversion shows it.
func (c conversion) append(out []byte, L *lua.LState, n int) []byte {
	switch c.verb {
	case 'c':
		x := numberArgument(L, n)
		if x < math.MinInt32 || x >= -math.MinInt32 {
			x = 0 // the lowest byte of what C makes of it
		}
		return c.character(out, byte(toInteger(x)))
	case 'd', 'i':
		x := toInteger(numberArgument(L, n))
		return c.integer(out, c.sign(x < 0), strconv.FormatUint(magnitude(x), 10))
	case 'u', 'o', 'x', 'X':
		return c.unsigned(out, toUnsigned(numberArgument(L, n)))
	case 'e', 'E', 'f', 'g', 'G':
		return c.float(out, numberArgument(L, n))
	case 'q':
		return appendQuoted(out, textArgument(L, n))
	case 's':
		s := textArgument(L, n)
		if c.precision < 0 && len(s) >= 100 {
			return append(out, s...) // not through C's sprintf, which ends at a NUL
		}
		s, _, _ = strings.Cut(s, "\x00")
		if c.precision >= 0 {
			s = s[:min(len(s), c.precision)]
		}
		c.zero = false
		return c.pad(out, "", s)
	}
	verb := string([]byte{c.verb})
	if c.verb == 0 {
		verb = ""
	}
	L.RaiseError("invalid option '%%%s' to 'format'", verb)
	return nil
}

// character appends one. NUL ends what C has written.
func (c conversion) character(out []byte, x byte) []byte {
	c.zero = false
	if x != 0 {
		return c.pad(out, "", string([]byte{x}))
	}
	if !c.minus {
		out = append(out, bytes.Repeat([]byte{' '}, max(c.width-1, 0))...)
	}
	return out
}

func (c conversion) sign(negative bool) string {
	switch {
	case negative:
		return "-"
	case c.plus:
		return "+"
	case c.space:
		return " "
	}
	return ""
}

// magnitude is |x|, of the least integer too.
func magnitude(x int64) uint64 {
	if x < 0 {
		return -uint64(x)
	}
	return uint64(x)
}

// toUnsigned is C's conversion on 64-bit machines.
func toUnsigned(x float64) uint64 {
	if x >= -math.MinInt64 && x < 2*-math.MinInt64 {
		return uint64(x-(-math.MinInt64)) + 1<<63
	}
	if x >= 2*-math.MinInt64 {
		return 0
	}
	return uint64(toInteger(x))
}

func (c conversion) unsigned(out []byte, x uint64) []byte {
	base := map[byte]int{'u': 10, 'o': 8, 'x': 16, 'X': 16}[c.verb]
	digits, lead := strconv.FormatUint(x, base), ""
	switch {
	case c.verb == 'X':
		digits = strings.ToUpper(digits)
		fallthrough
	case c.verb == 'x':
		if c.sharp && x != 0 {
			lead = "0" + string([]byte{c.verb})
		}
	case c.verb == 'o' && c.sharp && x != 0:
		digits = "0" + digits
	}
	return c.integer(out, lead, digits)
}

// integer appends digits, as many as the precision asks for.
func (c conversion) integer(out []byte, lead, digits string) []byte {
	if c.precision >= 0 {
		c.zero = false
		if digits == "0" && c.precision == 0 {
			digits = ""
		}
		digits = strings.Repeat("0", max(c.precision-len(digits), 0)) + digits
	}
	return c.pad(out, lead, digits)
}

func (c conversion) float(out []byte, x float64) []byte {
	lead := c.sign(math.Signbit(x))
	if math.IsNaN(x) || math.IsInf(x, 0) {
		c.zero = false
		s := "inf"
		if math.IsNaN(x) {
			s = "nan"
		}
		if isUpper(c.verb) {
			s = strings.ToUpper(s)
		}
		return c.pad(out, lead, s)
	}
	precision := c.precision
	if precision < 0 {
		precision = 6
	}
	if c.sharp {
		return c.pad(out, lead, fmt.Sprintf("%#.*"+string([]byte{c.verb}), precision, math.Abs(x)))
	}
	if precision == 0 && c.verb|0x20 == 'g' {
		precision = 1
	}
	return c.pad(out, lead, string(strconv.AppendFloat(nil, math.Abs(x), c.verb, precision, 64)))
}

// pad appends a sign or prefix and what follows it in a field of the width.
func (c conversion) pad(out []byte, lead, s string) []byte {
	fill := max(c.width-len(lead)-len(s), 0)
	switch {
	case c.minus:
		return append(append(append(out, lead...), s...), bytes.Repeat([]byte{' '}, fill)...)
	case c.zero:
		return append(append(append(out, lead...), bytes.Repeat([]byte{'0'}, fill)...), s...)
	}
	return append(append(append(out, bytes.Repeat([]byte{' '}, fill)...), lead...), s...)
}

// appendQuoted appends a text as Lua reads it.
func appendQuoted(out []byte, s string) []byte {
	out = append(out, '"')
	for i := range len(s) {
		switch c := s[i]; c {
		case '"', '\\', '\n':
			out = append(out, '\\', c)
		case '\r':
			out = append(out, '\\', 'r')
		case 0:
			out = append(out, `\000`...)
		default:
			out = append(out, c)
		}
	}
	return append(out, '"')
}

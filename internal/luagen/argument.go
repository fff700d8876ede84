package luagen

import (
	"fmt"
	"math"
	"strings"
)

// argument writes one for a parameter: mostly of the type it wants, otherwise of
// any.
func (g *generator) argument(parameter rune) string {
	switch {
	case !g.chance(15):
	case parameter == 'n':
		return g.constant()
	default:
		return g.anything()
	}
	switch parameter {
	case 's':
		return g.pick(g.subject, g.subject, g.subject, g.numeral, g.small)
	case 'p':
		return quoted(g.pattern())
	case 'r':
		return g.replacement()
	case 'i': // an index
		return g.pick(g.small, g.small, g.small, g.anyNumber)
	case 'n': // a count
		return g.pick(g.small, g.small, g.small, g.small, func() string { return quoted(g.small()) })
	case 'c': // a character's code
		return g.pick(func() string { return fmt.Sprint(g.r.IntN(260)) }, g.anyNumber)
	case 'x':
		return g.pick(g.small, g.anyNumber, g.anyNumber, g.anyNumber, g.numeral)
	case 'd':
		return g.pick(g.numeral, g.numeral, g.digits, g.anyNumber)
	case 'b':
		return g.oneOf("true", "false", "nil", "1")
	case 'l':
		return g.pick(g.list1, g.list1, g.list1, g.list1, g.object)
	case 't':
		return g.pick(g.list1, g.metatable, g.object)
	case 'k': // a key of a list
		return g.pick(g.small, func() string { return "nil" }, g.anything)
	case 'f':
		return g.callback()
	case 'O':
		return fmt.Sprintf("ordered(%s, %s, %s, %s)", g.small(), g.small(), g.small(), g.pick(g.small, g.constant))
	case 'o': // an order
		return g.oneOf("function(a, b) return a < b end", "function(a, b) return a > b end", "function(a, b) return tostring(a) < tostring(b) end",
			"function() return true end", "function() return nil end", "function(a, b) note(a, b) return (a or 0) < (b or 0) end",
			"function(a, b) return a <= b end", "function(a, b) return a % 3 < b % 3 end", "nil")
	}
	return g.anything()
}

func (g *generator) anything() string {
	return g.pick(g.small, g.anyNumber, g.subject, g.numeral, g.list1, g.object, g.callback, g.constant, g.constant)
}

func (g *generator) constant() string {
	return g.oneOf("nil", "nil", "true", "false", "thread", "io.stdout", "print")
}

// small is a number from -9 to 12, sometimes with a fraction.
func (g *generator) small() string {
	n := g.r.IntN(22) - 9
	if g.chance(8) {
		return fmt.Sprintf("%d.%d", n, g.r.IntN(100))
	}
	return fmt.Sprint(n)
}

var extremes = []string{
	"0", "-0", "0/0", "1/0", "-1/0", "2^31", "2^31 - 1", "-2^31", "-2^31 - 1", "2^32", "2^32 + 65", "-2^32 + 2", "2^53", "2^53 + 2",
	"-2^53", "2^62", "2^63", "-2^63", "2^63 - 1024", "2^64", "-2^64", "1.5 * 2^64", "1e15", "1e14", "123456789012345", "1e16", "1e100",
	"-1e100", "1.7976931348623157e308", "5e-324", "2.2250738585072014e-308", "0.1", "-0.5", "0.5", "1.5", "2.5", "1e-5", "123456.789",
	"99999999999999.5", "3.14159265358979", "255", "256", "-1",
}

func (g *generator) anyNumber() string {
	switch g.r.IntN(4) {
	case 0:
		return fmt.Sprint(g.r.NormFloat64() * 1000)
	case 1:
		x := math.Float64frombits(g.r.Uint64())
		if math.IsNaN(x) || math.IsInf(x, 0) {
			x = 7
		}
		return fmt.Sprint(x)
	}
	return extremes[g.r.IntN(len(extremes))]
}

// numeral is a text that stands for a number, or hardly not.
func (g *generator) numeral() string {
	s := g.oneOf("10", "0x10", " 5 ", "\t-7\n", "1e2", "1E+2", "1e", "1e+", "inf", "-inf", "Infinity", "nan", "nan(1)", "-nan", "0x", "0X1F",
		"-0x1f", "-", "+", "+5", "++5", "- 5", "5.", ".5", ".", "0x1p4", "0x.8", "0x1.8p1", "0x1p", "1_0", "", " ", "\x00", "5\x00",
		"5\x00x", "1 2", "010", "1e400", "-1e400", "1e-400", "0x1e", "0xffffffffffffffffff", "12345678901234567890", "9007199254740993",
		"1.7976931348623159e308", "1d", "1f", "0b1", "0o7", "\v1", "1\xa0", "infinit", "1e5.0", "0x-1", "1p4", "4.9e-325", "-0", "0x1P+2")
	if g.chance(5) {
		at := g.r.IntN(len(s) + 1)
		s = s[:at] + g.oneOf("0", "1", "e", "x", " ", "-", ".", "\x00", "p") + s[at:]
	}
	return quoted(s)
}

// digits is a text for tonumber with a base.
func (g *generator) digits() string {
	s := g.oneOf("", "", "-", "+", " ", "0x", "-0x")
	for range g.r.IntN(20) {
		s += g.oneOf("0", "1", "7", "9", "a", "F", "z")
		if g.chance(3) {
			break
		}
	}
	return quoted(s + g.oneOf("", "", " ", "\x00", "-"))
}

// subject is a text that patterns may match.
func (g *generator) subject() string {
	var s strings.Builder
	for range g.r.IntN(14) {
		s.WriteString(g.oneOf("a", "a", "b", "c", "A", "Z", "1", "9", " ", "(", ")", "[", "]", "-", ".", "%", "^", "$", "_", "\n", "\r", "\t",
			"\x00", "\\", "\"", "\x7f", "\xff", "\xe9", "ab", "aa", "x=1"))
	}
	text := s.String()
	if g.chance(20) {
		text = strings.Repeat(text+"a", 12)
	}
	return quoted(text)
}

// list1 is a table without metatable: a list, and sometimes one more key.
func (g *generator) list1() string {
	items := make([]string, g.r.IntN(7))
	kinds := []func() string{g.small, g.numeral, g.subject}
	item := kinds[g.r.IntN(len(kinds))]
	for i := range items {
		items[i] = item()
		if g.chance(20) {
			items[i] = g.oneOf("{}", "true", "0/0", "print", "1e15", "'5'")
		}
	}
	if g.chance(5) {
		items = append(items, g.oneOf("x = 1", "a = 'b'", "[0] = 5", "[-1] = 2", "[2^40] = 3", "[1.5] = 4", "n = 2"))
	}
	return "keep{" + strings.Join(items, ", ") + "}"
}

// object is a table with a metatable.
func (g *generator) object() string {
	if g.chance(5) {
		return "object({v = 1}, {__lt = function(a, b) note('lt') return a.v < b.v end, __eq = function() note('eq') return true end})"
	}
	return strings.Replace(g.list1(), "keep{", "object({", 1) + ", " + g.metatable() + ")"
}

func (g *generator) metatable() string {
	return "{" + g.oneOf(
		"__index = function(t, k) note('index', k) return 'i' end", "__index = {a = 'A', b = false, [1] = 'one'}", "__len = function() return 3 end",
		"__newindex = function(t, k, v) note('newindex', k, v) end", "__tostring = function() return 'text' end", "__tostring = function() return 5 end",
		"__tostring = function() end", "__tostring = function() error('no') end", "__tostring = {}", "__metatable = 'locked'", "__metatable = false",
		"__call = function(self, ...) note(...) return 'c' end", "__concat = function() return 'cc' end", "__index = 5", "",
		"__eq = function() return true end", "__lt = function() return 1 end", "__le = function() return true end",
	) + "}"
}

// callback is a function, or what may be called as one.
func (g *generator) callback() string {
	return g.oneOf("function(...) note(...) end", "function(...) note(...) return ... end", "function(a, b) return a, b end", "function() return false end",
		"function() return 'x' end", "function() return 7 end", "function() return {} end", "function() error('e') end", "function() error({}) end",
		"function() error('level', 2) end", "string.upper", "string.byte", "tostring", "tonumber", "type", "function() return end",
		"function(x) return x .. '!' end", "function(x) return nil + x end", "error")
}

// quoted writes a text in Lua.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			fmt.Fprintf(&b, `\%03d`, c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String() + `"`
}

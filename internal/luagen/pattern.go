package luagen

import (
	"fmt"
	"strings"
)

// pattern is a pattern, one in six damaged.
func (g *generator) pattern() string {
	var b strings.Builder
	if g.chance(6) {
		b.WriteByte('^')
	}
	open := 0
	for range g.r.IntN(6) {
		switch g.r.IntN(12) {
		case 0:
			b.WriteByte('(')
			open++
		case 1:
			if open > 0 {
				b.WriteByte(')')
				open--
			} else {
				b.WriteString("()")
			}
		case 2:
			b.WriteString(g.oneOf("%b()", "%f[%w]", "%f[^a]", "%f[%z]", "%bab", "%1", "%2", "%f[a-c]"))
		default:
			b.WriteString(g.single() + g.oneOf("", "", "", "", "*", "+", "-", "?"))
		}
	}
	b.WriteString(strings.Repeat(")", open))
	if g.chance(6) {
		b.WriteByte('$')
	}
	p := b.String()
	if g.chance(6) {
		at := g.r.IntN(len(p) + 1)
		if g.chance(2) {
			p = p[:at]
		} else {
			p = p[:at] + g.oneOf("%", "[", "]", "(", ")", "%b", "%f", "%0", "%9", "^", "$", "-", "*", "\x00", "[^", "[]", "[%") + p[at:]
		}
	}
	return p
}

// single is what stands for one character.
func (g *generator) single() string {
	switch g.r.IntN(4) {
	case 0:
		return "%" + string("acdlpsuwxzACDLPSUWXZ.%-[(e\x7f"[g.r.IntN(27)])
	case 1:
		set := g.oneOf("[", "[", "[^")
		for range 1 + g.r.IntN(3) {
			set += g.oneOf("a", "b", "1", "a-c", "%d", "%a", "%s", "%]", "-", "0-9", "%W", "^", "A-Z", "\x80-\xff", "%-", "a-%%", "]")
		}
		return set + "]"
	case 2:
		return "."
	}
	return g.oneOf("a", "b", "1", " ", "A", "=", ".", "_", "\xe9")
}

func (g *generator) replacement() string {
	switch g.r.IntN(3) {
	case 0:
		return g.pick(g.callback, func() string {
			return g.oneOf("keep{a = 'x', ['1'] = 5, b = false}", "{A = true}", "{a = {}}", "{[1] = 'one', [2] = 'two'}")
		}, g.object)
	case 1:
		return g.subject()
	}
	s := ""
	for range g.r.IntN(4) {
		s += g.oneOf("%0", "%1", "%2", "%%", "x", "%9", "<", ">", "%a", "\x00", "%")
	}
	return quoted(s)
}

// format gives the arguments of string.format.
func (g *generator) format() []string {
	text := ""
	var args []string
	for range g.r.IntN(4) {
		text += g.oneOf("", "a", "%%", " ", "\x00")
		text += "%"
		for g.chance(3) {
			text += g.oneOf("-", "+", " ", "#", "0")
		}
		if g.chance(3) {
			text += fmt.Sprint(g.r.IntN(30))
		}
		if g.chance(3) {
			text += g.oneOf(".", ".0", ".1", ".3", ".10", ".20", ".99")
		}
		if g.chance(30) {
			text += g.oneOf("100", "999", ".100", "*", "l", "-+ #0-", "$", "5.5.5")
		}
		verb := g.oneOf("c", "d", "i", "o", "u", "x", "X", "e", "E", "f", "g", "G", "q", "s", "s", "d")
		if g.chance(40) {
			verb = g.oneOf("a", "A", "p", "n", "F", "\x00", "", "z", "D", "\xff")
		}
		text += verb
		if strings.Contains("qs", verb) {
			args = append(args, g.argument('s'))
		} else {
			args = append(args, g.argument('x'))
		}
	}
	return append([]string{quoted(text)}, args...)
}

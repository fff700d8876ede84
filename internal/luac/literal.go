package luac

import (
	"math"
	"strconv"
	"strings"
)

// numeral reads a number: whatever letters and digits hang together.
func (lx *lexer) numeral() token {
	start := lx.pos
	for isDigit(lx.peek(0)) || lx.peek(0) == '.' {
		lx.pos++
	}
	if c := lx.peek(0); c == 'e' || c == 'E' {
		lx.pos++
		if c := lx.peek(0); c == '+' || c == '-' {
			lx.pos++
		}
	}
	for isLetter(lx.peek(0)) || isDigit(lx.peek(0)) {
		lx.pos++
	}
	lx.near = lx.src[start:lx.pos]
	value, ok := number(lx.near)
	if !ok {
		lx.failAt("malformed number", tokNumber)
	}
	return token{kind: tokNumber, number: value}
}

// number is the value of a numeral as C's strtod gives it.
func number(text string) (float64, bool) {
	const exact = 15 // so many digits fit in a float64
	if len(text) <= exact {
		n := 0
		for i := 0; i < len(text) && isDigit(text[i]); i++ {
			if n = 10*n + int(text[i]-'0'); i == len(text)-1 {
				return float64(n), true
			}
		}
	}
	if strings.Contains(text, "_") {
		return 0, false // strconv has a use for it
	}
	if len(text) > 1 && text[1]|0x20 == 'x' && !strings.ContainsAny(text, "pP") {
		text += "p0"
	}
	value, err := strconv.ParseFloat(text, 64)
	return value, err == nil || math.IsInf(value, 0)
}

// quoted reads a string in quotes.
func (lx *lexer) quoted(quote byte) token {
	start := lx.pos
	lx.pos++
	for lx.pos < len(lx.src) { // most have no escapes
		switch c := lx.src[lx.pos]; c {
		case quote:
			lx.pos++
			lx.near = lx.src[start:lx.pos]
			return token{kind: tokString, text: lx.near[1 : len(lx.near)-1]}
		case '\\', '\n', '\r':
			return lx.escaped(quote, start)
		}
		lx.pos++
	}
	lx.failAt("unfinished string", tokEOF)
	return token{}
}

// escaped reads on from the first escape or the wrong end of a quoted string.
func (lx *lexer) escaped(quote byte, start int) token {
	b := []byte(lx.src[start:lx.pos])
	for lx.pos < len(lx.src) {
		c := lx.src[lx.pos]
		switch c {
		case quote:
			lx.pos++
			lx.near = string(append(b, c))
			return token{kind: tokString, text: lx.near[1 : len(lx.near)-1]}
		case '\n', '\r':
			lx.near = string(b)
			lx.failAt("unfinished string", tokString)
		case '\\':
			lx.pos++
			b = lx.escape(b)
		default:
			b = append(b, c)
			lx.pos++
		}
	}
	lx.failAt("unfinished string", tokEOF)
	return token{}
}

// escape adds what stands after a backslash.
func (lx *lexer) escape(b []byte) []byte {
	if lx.pos == len(lx.src) {
		return b
	}
	c := lx.src[lx.pos]
	if i := strings.IndexByte("abfnrtv", c); i >= 0 {
		lx.pos++
		return append(b, "\a\b\f\n\r\t\v"[i])
	}
	switch {
	case c == '\n' || c == '\r':
		lx.newline()
		return append(b, '\n')
	case isDigit(c):
		n := 0
		for i := 0; i < 3 && isDigit(lx.peek(0)); i++ {
			n = 10*n + int(lx.peek(0)-'0')
			lx.pos++
		}
		if n > math.MaxUint8 {
			lx.near = string(b)
			lx.failAt("escape sequence too large", tokString)
		}
		return append(b, byte(n))
	}
	lx.pos++
	return append(b, c)
}

// bracket tells whether a long bracket begins (or ends) at a position, and
// counts its '='.
func (lx *lexer) bracket(at int) (level int, ok bool) {
	i := at + 1
	for i < len(lx.src) && lx.src[i] == '=' {
		i++
	}
	return i - at - 1, i < len(lx.src) && lx.src[i] == lx.src[at]
}

// long reads a long string, whose lines end with \n whatever they end with.
func (lx *lexer) long(level int) token {
	delimiter := lx.src[lx.pos : lx.pos+level+2]
	content := lx.longContent(level, "unfinished long string")
	lx.near = delimiter + content + strings.ReplaceAll(delimiter, "[", "]")
	return token{kind: tokString, text: content}
}

func (lx *lexer) longComment(level int) { lx.longContent(level, "unfinished long comment") }

func (lx *lexer) longContent(level int, unfinished string) string {
	lx.pos += level + 2
	if c := lx.peek(0); c == '\n' || c == '\r' {
		lx.newline()
	}
	var b []byte // once a line ends otherwise than with \n
	start := lx.pos
	for lx.pos < len(lx.src) {
		switch c := lx.src[lx.pos]; c {
		case ']', '[':
			n, ok := lx.bracket(lx.pos)
			if ok && n == level && c == ']' {
				content := string(b) + lx.src[start:lx.pos]
				lx.pos += level + 2
				return content
			}
			if ok && n == level && level == 0 {
				lx.pos += 2
				lx.failAt("nesting of [[...]] is deprecated", '[')
			}
			lx.pos += n + 1
		case '\n', '\r':
			end := lx.pos
			if lx.newline(); lx.src[end:lx.pos] != "\n" {
				b = append(append(b, lx.src[start:end]...), '\n')
				start = lx.pos
			}
		default:
			lx.pos++
		}
	}
	lx.failAt(unfinished, tokEOF)
	return ""
}

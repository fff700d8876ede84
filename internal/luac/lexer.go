package luac

// A lexer splits source text into tokens.
type lexer struct {
	chunk    string // its name
	src      string
	pos      int
	line     int // where reading is
	lastLine int // of the end of the token before the current one
	current  token
	ahead    token
	hasAhead bool
	near     string // the last name, number or string, for messages
}

// next moves to the next token.
func (lx *lexer) next() {
	lx.lastLine = lx.line
	if lx.hasAhead {
		lx.current, lx.hasAhead = lx.ahead, false
		return
	}
	lx.current = lx.scan()
}

// lookAhead is the kind of the token after the current one.
func (lx *lexer) lookAhead() kind {
	lx.ahead, lx.hasAhead = lx.scan(), true
	return lx.ahead.kind
}

// peek is the byte at an offset from where reading is, 0 beyond the end.
func (lx *lexer) peek(offset int) byte {
	if i := lx.pos + offset; i < len(lx.src) {
		return lx.src[i]
	}
	return 0
}

func (lx *lexer) scan() token {
	for lx.pos < len(lx.src) {
		c := lx.src[lx.pos]
		switch {
		case c == '\n' || c == '\r':
			lx.newline()
		case c == ' ' || c == '\t' || c == '\v' || c == '\f':
			lx.pos++
		case isLetter(c):
			return lx.identifier()
		case isDigit(c):
			return lx.numeral()
		case c == '"' || c == '\'':
			return lx.quoted(c)
		case c == '-' && lx.peek(1) == '-':
			lx.comment()
		case c == '[':
			if level, ok := lx.bracket(lx.pos); ok {
				return lx.long(level)
			} else if level > 0 {
				lx.near = lx.src[lx.pos : lx.pos+1+level]
				lx.failAt("invalid long string delimiter", tokString)
			}
			return lx.take(1, '[')
		case c == '.':
			switch {
			case lx.peek(1) == '.' && lx.peek(2) == '.':
				return lx.take(3, tokDots)
			case lx.peek(1) == '.':
				return lx.take(2, tokConcat)
			case isDigit(lx.peek(1)):
				return lx.numeral()
			}
			return lx.take(1, '.')
		case lx.peek(1) == '=':
			switch c {
			case '=':
				return lx.take(2, tokEq)
			case '<':
				return lx.take(2, tokLe)
			case '>':
				return lx.take(2, tokGe)
			case '~':
				return lx.take(2, tokNe)
			}
			return lx.take(1, kind(c))
		default:
			return lx.take(1, kind(c))
		}
	}
	return token{kind: tokEOF}
}

// take is a token of n bytes that has no value.
func (lx *lexer) take(n int, k kind) token {
	lx.pos += n
	return token{kind: k}
}

// newline passes the end of a line: one byte, or both of \r\n and \n\r.
func (lx *lexer) newline() {
	c := lx.src[lx.pos]
	lx.pos++
	if d := lx.peek(0); (d == '\n' || d == '\r') && d != c {
		lx.pos++
	}
	lx.line++
}

func (lx *lexer) identifier() token {
	start := lx.pos
	for lx.pos < len(lx.src) && (isLetter(lx.src[lx.pos]) || isDigit(lx.src[lx.pos])) {
		lx.pos++
	}
	text := lx.src[start:lx.pos]
	k := word(text)
	if k != tokName {
		return token{kind: k}
	}
	lx.near = text
	return token{kind: tokName, text: text}
}

// comment passes a comment, short or long.
func (lx *lexer) comment() {
	lx.pos += 2
	if lx.peek(0) == '[' {
		if level, ok := lx.bracket(lx.pos); ok {
			lx.longComment(level)
			return
		}
	}
	for lx.pos < len(lx.src) && lx.src[lx.pos] != '\n' && lx.src[lx.pos] != '\r' {
		lx.pos++
	}
}

func isLetter(c byte) bool { return c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }

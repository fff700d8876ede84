package lua51

// Classes of characters, in the C locale.

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLower(c byte) bool  { return 'a' <= c && c <= 'z' }
func isUpper(c byte) bool  { return 'A' <= c && c <= 'Z' }
func isAlpha(c byte) bool  { return isLower(c) || isUpper(c) }
func isSpace(c byte) bool  { return c == ' ' || '\t' <= c && c <= '\r' }
func isCntrl(c byte) bool  { return c < ' ' || c == 0x7f }
func isPunct(c byte) bool  { return '!' <= c && c <= '~' && !isAlpha(c) && !isDigit(c) }
func isXdigit(c byte) bool { return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F' }

// inClass tells whether a character belongs to the class of a letter; another
// letter stands for itself.
func inClass(c, class byte) bool {
	var in bool
	switch class | 0x20 {
	case 'a':
		in = isAlpha(c)
	case 'c':
		in = isCntrl(c)
	case 'd':
		in = isDigit(c)
	case 'l':
		in = isLower(c)
	case 'p':
		in = isPunct(c)
	case 's':
		in = isSpace(c)
	case 'u':
		in = isUpper(c)
	case 'w':
		in = isAlpha(c) || isDigit(c)
	case 'x':
		in = isXdigit(c)
	case 'z':
		in = c == 0
	default:
		return class == c
	}
	if !isAlpha(class) {
		return class == c
	}
	return in != isUpper(class)
}

// classEnd is where the single item at p ends.
func (m *matcher) classEnd(p int) int {
	c := m.pattern[p]
	p++
	switch c {
	case '%':
		if p == len(m.pattern) {
			m.L.RaiseError("%s", "malformed pattern (ends with '%')")
		}
		return p + 1
	case '[':
		if m.is(p, '^') {
			p++
		}
		for first := true; first || !m.is(p, ']'); first = false {
			if p == len(m.pattern) {
				m.L.RaiseError("malformed pattern (missing ']')")
			}
			if m.pattern[p] == '%' {
				p++
			}
			p++
			if p > len(m.pattern) {
				p = len(m.pattern)
			}
		}
		return p + 1
	}
	return p
}

// single tells whether the subject at s is of the single item from p to end.
func (m *matcher) single(s, p, end int) bool {
	if s >= len(m.subject) {
		return false
	}
	c := m.subject[s]
	switch m.pattern[p] {
	case '.':
		return true
	case '%':
		return inClass(c, m.pattern[p+1])
	case '[':
		return m.inSet(c, p, end-1)
	}
	return c == m.pattern[p]
}

// inSet tells whether a character is in the set from '[' at p to ']' at end.
func (m *matcher) inSet(c byte, p, end int) bool {
	in := true
	if p++; m.pattern[p] == '^' {
		in = false
		p++
	}
	for ; p < end; p++ {
		switch {
		case m.pattern[p] == '%':
			if p++; inClass(c, m.pattern[p]) {
				return in
			}
		case p+2 < end && m.pattern[p+1] == '-':
			if m.pattern[p] <= c && c <= m.pattern[p+2] {
				return in
			}
			p += 2
		case m.pattern[p] == c:
			return in
		}
	}
	return !in
}

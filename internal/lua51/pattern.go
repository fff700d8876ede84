package lua51

import (
	"strings"

	lua "github.com/yuin/gopher-lua"
)

const (
	maxCaptures = 32      // luaconf.h's LUA_MAXCAPTURES
	maxMatching = 200000  // how deep a match may nest
	matchesEach = 1 << 14 // before a look whether somebody is to be stopped: a match may take years
)

// Lengths of captures that have none.
const (
	unclosed = -1
	position = -2
)

// matcher matches a pattern of Lua (lstrlib.c). A pattern ends with its first
// NUL.
type matcher struct {
	L            *lua.LState
	subject      string
	pattern      string
	depth, level int
	matches      int // that were begun
	captures     [maxCaptures]struct{ start, length int }
}

func newMatcher(L *lua.LState, subject, pattern string) *matcher {
	pattern, _, _ = strings.Cut(pattern, "\x00")
	return &matcher{L: L, subject: subject, pattern: pattern}
}

// at matches at a place of the subject and gives the end of the match, or -1.
func (m *matcher) at(s int) int {
	m.level, m.depth = 0, 0
	return m.match(s, 0)
}

// match matches what the pattern has from p on.
func (m *matcher) match(s, p int) int {
	if m.depth++; m.depth > maxMatching {
		m.L.RaiseError("pattern too complex")
	}
	if m.matches++; m.matches%matchesEach == 0 {
		stopping.attend(m.L)
	}
	defer func() { m.depth-- }()
	for p < len(m.pattern) {
		switch c := m.pattern[p]; {
		case c == '(' && m.is(p+1, ')'):
			return m.begin(s, p+2, position)
		case c == '(':
			return m.begin(s, p+1, unclosed)
		case c == ')':
			return m.close(s, p+1)
		case c == '$' && p+1 == len(m.pattern):
			if s == len(m.subject) {
				return s
			}
			return -1
		case c == '%' && m.is(p+1, 'b'):
			if s = m.balanced(s, p+2); s < 0 {
				return -1
			}
			p += 4
			continue
		case c == '%' && m.is(p+1, 'f'):
			p += 2
			if !m.is(p, '[') {
				m.L.RaiseError("%s", "missing '[' after '%f' in pattern")
			}
			end := m.classEnd(p)
			before, after := byte(0), byte(0)
			if s > 0 {
				before = m.subject[s-1]
			}
			if s < len(m.subject) {
				after = m.subject[s]
			}
			if m.inSet(before, p, end-1) || !m.inSet(after, p, end-1) {
				return -1
			}
			p = end
			continue
		case c == '%' && p+1 < len(m.pattern) && isDigit(m.pattern[p+1]):
			if s = m.again(s, m.pattern[p+1]); s < 0 {
				return -1
			}
			p += 2
			continue
		}
		end := m.classEnd(p)
		switch {
		case m.is(end, '?'):
			if m.single(s, p, end) {
				if e := m.match(s+1, end+1); e >= 0 {
					return e
				}
			}
			p = end + 1
		case m.is(end, '*'):
			return m.most(s, p, end)
		case m.is(end, '+'):
			if !m.single(s, p, end) {
				return -1
			}
			return m.most(s+1, p, end)
		case m.is(end, '-'):
			return m.least(s, p, end)
		case !m.single(s, p, end):
			return -1
		default:
			s, p = s+1, end
		}
	}
	return s
}

// is tells whether the pattern has a character at p.
func (m *matcher) is(p int, c byte) bool { return p < len(m.pattern) && m.pattern[p] == c }

// most matches as many of a single item as let the rest match.
func (m *matcher) most(s, p, end int) int {
	n := 0
	for m.single(s+n, p, end) {
		n++
	}
	for ; n >= 0; n-- {
		if e := m.match(s+n, end+1); e >= 0 {
			return e
		}
	}
	return -1
}

// least matches as few.
func (m *matcher) least(s, p, end int) int {
	for {
		if e := m.match(s, end+1); e >= 0 {
			return e
		}
		if !m.single(s, p, end) {
			return -1
		}
		s++
	}
}

// begin begins a capture.
func (m *matcher) begin(s, p, length int) int {
	if m.level >= maxCaptures {
		m.L.RaiseError("too many captures")
	}
	m.captures[m.level].start, m.captures[m.level].length = s, length
	m.level++
	e := m.match(s, p)
	if e < 0 {
		m.level--
	}
	return e
}

// close ends the innermost capture that is open.
func (m *matcher) close(s, p int) int {
	n := m.level - 1
	for n >= 0 && m.captures[n].length != unclosed {
		n--
	}
	if n < 0 {
		m.L.RaiseError("invalid pattern capture")
	}
	m.captures[n].length = s - m.captures[n].start
	e := m.match(s, p)
	if e < 0 {
		m.captures[n].length = unclosed
	}
	return e
}

// balanced matches %bxy.
func (m *matcher) balanced(s, p int) int {
	if p+1 >= len(m.pattern) {
		m.L.RaiseError("unbalanced pattern")
	}
	if s >= len(m.subject) || m.subject[s] != m.pattern[p] {
		return -1
	}
	open, closing, depth := m.pattern[p], m.pattern[p+1], 1
	for s++; s < len(m.subject); s++ {
		switch m.subject[s] {
		case closing:
			if depth--; depth == 0 {
				return s + 1
			}
		case open:
			depth++
		}
	}
	return -1
}

// again matches what a capture has matched.
func (m *matcher) again(s int, digit byte) int {
	n := int(digit) - '1'
	if n < 0 || n >= m.level || m.captures[n].length == unclosed {
		m.L.RaiseError("invalid capture index")
	}
	c := m.captures[n]
	if c.length == position || !strings.HasPrefix(m.subject[s:], m.subject[c.start:c.start+c.length]) {
		return -1
	}
	return s + c.length
}

// results pushes the captures, or the whole match where there are none and
// whole is set.
func (m *matcher) results(s, e int, whole bool) int {
	if m.level == 0 && whole {
		m.L.Push(lua.LString(m.subject[s:e]))
		return 1
	}
	for n := range m.level {
		m.L.Push(m.result(n, s, e))
	}
	return m.level
}

// result is a capture. The whole match stands for the first when there is none.
func (m *matcher) result(n, s, e int) lua.LValue {
	if n >= m.level {
		if n != 0 {
			m.L.RaiseError("invalid capture index")
		}
		return lua.LString(m.subject[s:e])
	}
	switch c := m.captures[n]; c.length {
	case unclosed:
		m.L.RaiseError("unfinished capture")
		return nil
	case position:
		return lua.LNumber(c.start + 1)
	default:
		return lua.LString(m.subject[c.start : c.start+c.length])
	}
}

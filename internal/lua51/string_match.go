package lua51

import (
	"strings"

	lua "github.com/yuin/gopher-lua"
)

const specials = "^$*+?.([%-"

func find(L *lua.LState) int  { return findOrMatch(L, true) }
func match(L *lua.LState) int { return findOrMatch(L, false) }

func findOrMatch(L *lua.LState, places bool) int {
	s, pattern := textArgument(L, 1), textArgument(L, 2)
	start := min(max(fromEnd(optional(L, 3, integerArgument, 1), len(s))-1, 0), int64(len(s)))
	shown, _, _ := strings.Cut(pattern, "\x00")
	if places && (lua.LVAsBool(L.Get(4)) || !strings.ContainsAny(shown, specials)) {
		i := strings.Index(s[start:], pattern)
		if i < 0 {
			L.Push(lua.LNil)
			return 1
		}
		i += int(start)
		L.Push(lua.LNumber(i + 1))
		L.Push(lua.LNumber(i + len(pattern)))
		return 2
	}
	pattern, anchored := strings.CutPrefix(pattern, "^")
	m := newMatcher(L, s, pattern)
	for i := int(start); i <= len(s); i++ {
		if e := m.at(i); e >= 0 {
			if !places {
				return m.results(i, e, true)
			}
			L.Push(lua.LNumber(i + 1))
			L.Push(lua.LNumber(e))
			return 2 + m.results(i, e, false)
		}
		if anchored {
			break
		}
	}
	L.Push(lua.LNil)
	return 1
}

func gmatch(L *lua.LState) int {
	m := newMatcher(L, textArgument(L, 1), textArgument(L, 2))
	next := 0
	L.Push(L.NewFunction(func(L *lua.LState) int {
		m.L = L
		for i := next; i <= len(m.subject); i++ {
			if e := m.at(i); e >= 0 {
				if next = e; e == i {
					next++
				}
				return m.results(i, e, true)
			}
		}
		next = len(m.subject) + 1
		return 0
	}))
	return 1
}

func gsub(L *lua.LState) int {
	s := textArgument(L, 1)
	pattern, anchored := strings.CutPrefix(textArgument(L, 2), "^")
	most := OptInteger(L, 4, len(s)+1)
	by := L.Get(3)
	switch by.Type() {
	case lua.LTNumber, lua.LTString, lua.LTFunction, lua.LTTable:
	default:
		L.ArgError(3, "string/function/table expected")
	}
	m := newMatcher(L, s, pattern)
	var out []byte
	i, n := 0, 0
	for n < most {
		e := m.at(i)
		if e >= 0 {
			n++
			out = m.replace(out, by, i, e)
			checkLength(L, len(out))
		}
		switch {
		case e > i:
			i = e
		case i < len(s):
			out = append(out, s[i])
			i++
		default:
			i++
		}
		if i > len(s) || anchored {
			break
		}
	}
	if i < len(s) {
		out = append(out, s[i:]...)
	}
	L.Push(lua.LString(out))
	L.Push(lua.LNumber(n))
	return 2
}

// replace appends what takes the place of a match.
func (m *matcher) replace(out []byte, by lua.LValue, s, e int) []byte {
	var v lua.LValue
	switch by := by.(type) {
	case *lua.LFunction:
		m.L.Push(by)
		m.L.Call(m.results(s, e, true), 1)
		v = internals(m.L).pop()
	case *lua.LTable:
		v = m.L.GetTable(by, m.result(0, s, e))
	default:
		t, _ := text(by)
		return m.expand(out, t, s, e)
	}
	if !lua.LVAsBool(v) {
		return append(out, m.subject[s:e]...)
	}
	t, ok := text(v)
	if !ok {
		m.L.RaiseError("invalid replacement value (a %s)", v.Type())
	}
	return append(out, t...)
}

// expand appends a replacement text: %0 is the match, %1 to %9 are captures.
func (m *matcher) expand(out []byte, by string, s, e int) []byte {
	for i := 0; i < len(by); i++ {
		if by[i] != '%' {
			out = append(out, by[i])
			continue
		}
		i++
		switch {
		case i == len(by):
			out = append(out, 0) // C's end of the string
		case by[i] == '0':
			out = append(out, m.subject[s:e]...)
		case isDigit(by[i]):
			t, _ := text(m.result(int(by[i]-'1'), s, e))
			out = append(out, t...)
		default:
			out = append(out, by[i])
		}
	}
	return out
}

// fromEnd is a place in a text of n bytes: a negative one counts from the end.
func fromEnd(i int64, n int) int64 {
	if i < 0 {
		return max(i+int64(n)+1, 0)
	}
	return i
}

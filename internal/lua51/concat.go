package lua51

import (
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// maxString bounds what a string can grow to: memory that runs out would end the
// process.
const maxString = 1 << 30

// concatenate joins the values of consecutive registers, from the right.
// Numbers become what FormatNumber makes of them.
func concatenate(L *lua.LState, i instruction, _ *callFrame) int {
	s := internals(L)
	first, last := s.register(i.b()), s.register(i.c())
	v := s.reg.array[last]
	for at := last - 1; at >= first; {
		if begin := s.textsFrom(first, at); begin <= at && isText(v) {
			v = s.join(begin, at, v)
			at = begin - 1
			continue
		}
		x := s.reg.array[at]
		if !s.metamethod("__concat", x, v) {
			s.concatError(at, x, v)
		}
		v = s.pop()
		at--
	}
	s.set(s.register(i.a()), v)
	return 0
}

// textsFrom is the first register of those up to last that hold strings and
// numbers only, last+1 if that does not.
func (s *state) textsFrom(first, last int) int {
	for last >= first && isText(s.reg.array[last]) {
		last--
	}
	return last + 1
}

func isText(v lua.LValue) bool {
	switch v.(type) {
	case lua.LString, lua.LNumber:
		return true
	}
	return false
}

// join makes a string of registers and what stands behind them.
func (s *state) join(first, last int, end lua.LValue) lua.LValue {
	if first == last {
		if x, ok := s.reg.array[first].(lua.LString); ok {
			if y, ok := end.(lua.LString); ok {
				s.checkLength(len(x) + len(y))
				return x + y
			}
		}
	}
	var room [8]string
	texts := room[:0]
	n := 0
	for at := first; at <= last; at++ {
		x, _ := text(s.reg.array[at])
		texts, n = append(texts, x), n+len(x)
	}
	x, _ := text(end)
	texts, n = append(texts, x), n+len(x)
	s.checkLength(n)
	return lua.LString(strings.Join(texts, ""))
}

func (s *state) checkLength(n int) {
	if n > maxString {
		s.fail("string length overflow")
	}
}

// concatError blames the first of two values that is no text. The second may be
// a result that no variable holds.
func (s *state) concatError(register int, x, y lua.LValue) {
	if !isText(x) {
		s.typeError("concatenate", x, register-s.currentFrame.LocalBase)
	}
	s.typeError("concatenate", y, register+1-s.currentFrame.LocalBase)
}

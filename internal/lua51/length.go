package lua51

import lua "github.com/yuin/gopher-lua"

// length is '#': a table's __len does not count.
func length(L *lua.LState, i instruction, _ *callFrame) int {
	s := internals(L)
	target := s.register(i.a())
	switch x := s.rk(i.b()).(type) {
	case lua.LString:
		s.setNumber(target, float64(len(x)))
	case *lua.LTable:
		s.setNumber(target, float64(x.Len()))
	default:
		if !s.metamethod("__len", x, lua.LNil) {
			s.typeError("get length of", x, i.b())
		}
		s.set(target, s.pop())
	}
	return 0
}

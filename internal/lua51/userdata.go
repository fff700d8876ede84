package lua51

import (
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// An Object is what a userdata holds that finds its methods itself, without the search
// through metatables.
type Object interface {
	// Method is what the metatable's __index gives for a name. Where it is nil, the
	// metatable is asked.
	Method(name string) lua.LValue
}

// An Array is what a userdata holds whose elements, or fields, it reads and writes
// itself. Where it does not, for a key or a value that is not as it should be, the
// metatable is asked, whose functions say what is wrong.
type Array interface {
	Element(key lua.LValue) (value lua.LValue, ok bool)
	SetElement(key, value lua.LValue) (ok bool)
}

// A Caller is what a userdata holds that carries usual calls of its methods out itself,
// without a frame for them. It raises nothing: where there is something to say, fn is
// called, which says it.
type Caller interface {
	// CallMethod is given the arguments behind the userdata.
	CallMethod(fn *lua.LFunction, args []lua.LValue) (result lua.LValue, ok bool)
}

// WhenExposed has a function called each time that a script comes behind a
// __metatable, by the library debug: from then on the metatables may say something
// else than an Object does, and it must leave them all to say. A state that
// [NewState] has not opened is one where nobody would notice: false.
func WhenExposed(L *lua.LState, call func()) bool {
	if !isInstalled(L) {
		return false
	}
	l := librariesOf(L)
	l.exposed = append(l.exposed, call)
	return true
}

// expose tells those who want to know.
func expose(L *lua.LState) {
	for _, call := range librariesOf(L).exposed {
		call()
	}
}

// gopher-lua's ways, also for keys that are constant strings.
var gopherSelf, gopherIndex, gopherField, gopherSetIndex, gopherSetField operation

// method is OP_SELF.
func method(L *lua.LState, i instruction, base *callFrame) int {
	s := internals(L)
	u, ok := s.reg.array[s.register(i.b())].(*lua.LUserData)
	if !ok {
		return gopherSelf(L, i, base)
	}
	o, ok := u.Value.(Object)
	if !ok || i.c()&isK == 0 {
		return gopherSelf(L, i, base)
	}
	p := (*functionProto)(unsafe.Pointer(s.currentFrame.Fn.Proto))
	fn := o.Method(p.stringConstants[i.c()&^isK])
	if fn == nil {
		return gopherSelf(L, i, base)
	}
	s.set(s.register(i.a()), fn)
	s.set(s.register(i.a())+1, u)
	return 0
}

// index is OP_GETTABLE.
func index(L *lua.LState, i instruction, base *callFrame) int {
	s := internals(L)
	switch x := s.reg.array[s.register(i.b())].(type) {
	case *lua.LTable:
		if n, ok := s.rk(i.c()).(lua.LNumber); ok {
			m := (*table)(unsafe.Pointer(x))
			if at := int(n) - 1; uint(at) < uint(len(m.array)) && lua.LNumber(at+1) == n {
				if v := m.array[at]; v != lua.LNil {
					s.set(s.register(i.a()), v)
					return 0
				}
			}
		}
	case *lua.LUserData:
		if s.element(x, i) {
			return 0
		}
	}
	return gopherIndex(L, i, base)
}

// field is OP_GETTABLEKS.
func field(L *lua.LState, i instruction, base *callFrame) int {
	s := internals(L)
	if x, ok := s.reg.array[s.register(i.b())].(*lua.LUserData); ok && s.element(x, i) {
		return 0
	}
	return gopherField(L, i, base)
}

// setIndex is OP_SETTABLE.
func setIndex(L *lua.LState, i instruction, base *callFrame) int {
	s := internals(L)
	if x, ok := s.reg.array[s.register(i.a())].(*lua.LUserData); ok && s.setElement(x, i) {
		return 0
	}
	return gopherSetIndex(L, i, base)
}

// setField is OP_SETTABLEKS.
func setField(L *lua.LState, i instruction, base *callFrame) int {
	s := internals(L)
	if x, ok := s.reg.array[s.register(i.a())].(*lua.LUserData); ok && s.setElement(x, i) {
		return 0
	}
	return gopherSetField(L, i, base)
}

// element does an instruction that reads, if the userdata does.
func (s *state) element(u *lua.LUserData, i instruction) bool {
	a, ok := u.Value.(Array)
	if !ok {
		return false
	}
	v, ok := a.Element(s.rk(i.c()))
	if ok {
		s.set(s.register(i.a()), v)
	}
	return ok
}

// setElement does one that writes.
func (s *state) setElement(u *lua.LUserData, i instruction) bool {
	a, ok := u.Value.(Array)
	return ok && a.SetElement(s.rk(i.b()), s.rk(i.c()))
}

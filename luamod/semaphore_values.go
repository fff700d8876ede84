package luamod

import (
	"fmt"
	"math"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// semAsk makes s:getval([num]) and its like.
func (m *Module) semAsk(name string, cmd int) lua.LGFunction {
	return func(L *lua.LState) int {
		s := self[*semaphore](L, name)
		n, err := s.kernel.Semctl(s.id, int(s.number(methodArgs(L, name), 1)), cmd, nil)
		if err != nil {
			m.raise(L, err)
		}
		L.Push(lua.LNumber(n))
		return 1
	}
}

// semSetval is s:setval(num, v).
func (m *Module) semSetval(L *lua.LState) int {
	s := self[*semaphore](L, "setval")
	a := methodArgs(L, "setval")
	num, v := s.number(a, 1), a.cint(2)
	if _, err := s.kernel.Semctl(s.id, int(num), sysv.SETVAL, v); err != nil {
		m.raise(L, err)
	}
	return 0
}

// semGetall is s:getall().
func (m *Module) semGetall(L *lua.LState) int {
	s := self[*semaphore](L, "getall")
	var values []uint16
	if _, err := s.kernel.Semctl(s.id, 0, sysv.GETALL, &values); err != nil {
		m.raise(L, err)
	}
	t := L.CreateTable(len(values), 0)
	for _, v := range values {
		t.Append(lua.LNumber(v))
	}
	L.Push(t)
	return 1
}

// semSetall is s:setall(list).
func (m *Module) semSetall(L *lua.LState) int {
	s := self[*semaphore](L, "setall")
	a := methodArgs(L, "setall")
	values, why := toValues(a.list(1))
	if why != "" {
		a.fail(1, "%s", why)
	}
	if len(values) != s.count {
		m.raise(L, &sysv.Error{Op: "semctl", Object: s.id, Errno: sysv.EINVAL,
			Why: fmt.Sprintf("the set has %d semaphores, the list has %d values", s.count, len(values))})
	}
	if _, err := s.kernel.Semctl(s.id, 0, sysv.SETALL, values); err != nil {
		m.raise(L, err)
	}
	return 0
}

// toValues reads a list of semaphore values, unsigned shorts.
func toValues(t *lua.LTable) ([]uint16, string) {
	values := make([]uint16, t.Len())
	for i := range values {
		v, why := toInteger(t.RawGetInt(i+1), 0, math.MaxUint16)
		if why != "" {
			return nil, fmt.Sprintf("[%d]: %s", i+1, why)
		}
		values[i] = uint16(v)
	}
	return values, ""
}

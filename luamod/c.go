package luamod

import (
	"slices"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// cFunctions are the C layer: C's names, argument order and values. Success is
// C's value, failure nil, message, errno.
func (m *Module) cFunctions() []function {
	return slices.Concat(
		[]function{{"ftok", m.ftok}},
		m.shmFunctions(),
		m.semFunctions(),
		m.msgFunctions(),
	)
}

// ftok is ipc.ftok(path, proj).
func (m *Module) ftok(L *lua.LState) int {
	a := callArgs(L, "ftok")
	path := a.text(1)
	proj := 0
	if c, ok := a.get(2).(lua.LString); ok {
		if len(c) != 1 {
			a.fail(2, "one character expected, got %d", len(c))
		}
		proj = int(c[0])
	} else {
		proj = a.cint(2)
	}
	if proj&0xff == 0 {
		a.fail(2, "the low byte of proj must not be zero")
	}
	key, err := m.world.Ftok(path, proj)
	if err != nil {
		return failed(L, err)
	}
	return number(L, float64(uint32(key)))
}

// done is the C layer's answer of a call that gives 0.
func done(L *lua.LState, err error) int {
	if err != nil {
		return failed(L, err)
	}
	return number(L, 0)
}

// gave is the C layer's answer of a call that gives a number.
func gave(L *lua.LState, n int, err error) int {
	if err != nil {
		return failed(L, err)
	}
	return number(L, float64(n))
}

func number(L *lua.LState, n float64) int {
	L.Push(lua.LNumber(n))
	return 1
}

// command reads argument n as a command of a ctl call: a number, or one of the
// names. Numbers are the kernel's to judge; the same number may have another
// name in another call.
func (a args) command(n int, names []string) int {
	name, ok := a.get(n).(lua.LString)
	if !ok {
		return a.cint(n)
	}
	if !slices.Contains(names, string(name)) {
		a.fail(n, "%s has no command '%s'%s", a.name, string(name), Suggest(string(name), names))
	}
	v, _ := sysv.Lookup(string(name))
	return v
}

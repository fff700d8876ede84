package luamod

import (
	"slices"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// lookFunctions look around, and name what they see; clock and pids too.
func (m *Module) lookFunctions() []function {
	return []function{
		{"list", m.list},
		{"limits", m.limits},
		{"strerror", m.strerror},
		{"errname", m.errname},
		{"flags", m.parseFlags},
		{"bor", m.bor},
		{"getpid", m.getpid},
		{"getppid", m.getppid},
		{"time", m.time},
		{"sleep", m.sleep},
		{"help", m.Help},
	}
}

// list is ipc.list([kind]).
func (m *Module) list(L *lua.LState) int {
	a := callArgs(L, "list")
	kinds := sysv.Kinds()
	if a.given(1) {
		kind := sysv.Kind(a.text(1))
		if !slices.Contains(kinds, kind) {
			a.fail(1, "'%s' is no kind; the kinds are 'segment', 'semaphore' and 'queue'", string(kind))
		}
		kinds = []sysv.Kind{kind}
	}
	all := L.NewTable()
	for _, kind := range kinds {
		found, err := sysv.List(m.world.Kernel, kind)
		if err != nil {
			m.raise(L, err)
		}
		for _, o := range found {
			t := m.statTable(stat{o})
			t.RawSetString("kind", lua.LString(kind))
			all.Append(t)
		}
	}
	L.Push(all)
	return 1
}

// limits is ipc.limits().
func (m *Module) limits(L *lua.LState) int {
	k := m.world.Kernel
	var shm sysv.ShmLimits
	var usage sysv.ShmUsage
	var sem sysv.SemLimits
	var msg sysv.MsgLimits
	for _, ask := range [...]func() (int, error){
		func() (int, error) { return k.Shmctl(0, sysv.IPC_INFO, &shm) },
		func() (int, error) { return k.Shmctl(0, sysv.SHM_INFO, &usage) },
		func() (int, error) { return k.Semctl(0, 0, sysv.IPC_INFO, &sem) },
		func() (int, error) { return k.Msgctl(0, sysv.IPC_INFO, &msg) },
	} {
		if _, err := ask(); err != nil {
			m.raise(L, err)
		}
	}
	L.Push(structure(L, slices.Concat(shmLimits(&shm), shmUsage(&usage), semLimits(&sem), msgLimits(&msg))...))
	return 1
}

// strerror is ipc.strerror(code).
func (m *Module) strerror(L *lua.LState) int {
	code := sysv.Errno(callArgs(L, "strerror").cint(1))
	L.Push(lua.LString(code.Error()))
	return 1
}

// errname is ipc.errname(code): nil for a number that no error has.
func (m *Module) errname(L *lua.LState) int {
	code := sysv.Errno(callArgs(L, "errname").cint(1))
	name := code.Name()
	if strings.HasPrefix(name, "errno ") {
		L.Push(lua.LNil)
		return 1
	}
	L.Push(lua.LString(name))
	return 1
}

// parseFlags is ipc.flags(text).
func (m *Module) parseFlags(L *lua.LState) int {
	a := callArgs(L, "flags")
	text, ok := a.get(1).(lua.LString)
	if !ok {
		a.failType(1, "string")
	}
	n, err := sysv.ParseFlags(string(text))
	if err != nil {
		a.fail(1, "%s", err)
	}
	return number(L, float64(n))
}

// bor is ipc.bor(a, b, …).
func (m *Module) bor(L *lua.LState) int {
	a := callArgs(L, "bor")
	var sum int64
	for i := 1; i <= a.count(); i++ {
		if text, ok := a.get(i).(lua.LString); ok {
			n, err := sysv.ParseFlags(string(text))
			if err != nil {
				a.fail(i, "%s", err)
			}
			sum |= int64(n)
			continue
		}
		sum |= a.integer(i, 0, 1<<53)
	}
	return number(L, float64(sum))
}

func (m *Module) getpid(L *lua.LState) int  { return number(L, float64(m.world.Getpid())) }
func (m *Module) getppid(L *lua.LState) int { return number(L, float64(m.world.Getppid())) }
func (m *Module) time(L *lua.LState) int    { return number(L, m.world.Time()) }

// sleep is ipc.sleep(seconds).
func (m *Module) sleep(L *lua.LState) int {
	a := callArgs(L, "sleep")
	if !a.given(1) {
		a.failType(1, "number")
	}
	ctx := m.world.Context()
	if err := m.world.Sleep(ctx, a.seconds(1)); err != nil {
		m.stopIfInterrupted(L, ctx)
		m.raise(L, err)
	}
	return 0
}

package luamod

import (
	"math"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

func (m *Module) semFunctions() []function {
	return []function{
		{"semget", m.semget},
		{"semop", m.semop},
		{"semtimedop", m.semtimedop},
		{"semctl", m.semctl},
	}
}

// semget is ipc.semget(key, nsems, flags).
func (m *Module) semget(L *lua.LState) int {
	a := callArgs(L, "semget")
	key := a.key(1)
	nsems := a.cint(2)
	flags := a.flags(3, getFlags())
	id, err := m.world.Kernel.Semget(key, nsems, flags)
	if err == nil && mayCreate(key, flags) {
		m.made(sysv.Semaphore, id)
	}
	return gave(L, id, err)
}

// semop is ipc.semop(id, sops).
func (m *Module) semop(L *lua.LState) int {
	a := callArgs(L, "semop")
	return m.operate(a, sysv.Forever)
}

// semtimedop is ipc.semtimedop(id, sops, timeout).
func (m *Module) semtimedop(L *lua.LState) int {
	a := callArgs(L, "semtimedop")
	return m.operate(a, a.seconds(3))
}

func (m *Module) operate(a args, timeout time.Duration) int {
	id := a.cint(1)
	m.ops = parseOps(a, 2, m.ops[:0], nil)
	ctx := m.world.Context()
	err := m.world.Kernel.Semop(ctx, id, m.ops, timeout)
	if err != nil {
		m.stopIfInterrupted(a.L, ctx)
	}
	return done(a.L, err)
}

func semCommands() []string {
	return []string{
		"GETVAL", "SETVAL", "GETALL", "SETALL", "GETPID", "GETNCNT", "GETZCNT",
		"IPC_STAT", "IPC_SET", "IPC_RMID", "IPC_INFO", "SEM_INFO", "SEM_STAT", "SEM_STAT_ANY",
	}
}

// semctl is ipc.semctl(id, semnum, cmd [, arg]).
func (m *Module) semctl(L *lua.LState) int {
	a := callArgs(L, "semctl")
	k := m.world.Kernel
	id, num := a.cint(1), a.cint(2)
	cmd := a.command(3, semCommands())
	switch cmd {
	case sysv.SETVAL:
		n, err := k.Semctl(id, num, cmd, a.cint(4))
		return gave(L, n, err)
	case sysv.SETALL:
		n, err := k.Semctl(id, num, cmd, a.values(4))
		return gave(L, n, err)
	case sysv.GETALL:
		var values []uint16
		if _, err := k.Semctl(id, num, cmd, &values); err != nil {
			return failed(L, err)
		}
		L.Push(valuesTable(L, values))
		return 1
	case sysv.IPC_STAT, sysv.SEM_STAT, sysv.SEM_STAT_ANY:
		ds := new(sysv.SemidDS)
		n, err := k.Semctl(id, num, cmd, ds)
		if err != nil {
			return failed(L, err)
		}
		return gaveStat(L, semidTable(L, ds), n, cmd)
	case sysv.IPC_INFO, sysv.SEM_INFO:
		info := new(sysv.SemLimits)
		n, err := k.Semctl(id, num, cmd, info)
		if err != nil {
			return failed(L, err)
		}
		return gaveInfo(L, structure(L, semLimits(info)...), n)
	case sysv.IPC_SET:
		return m.controlSet(a, 4, sysv.Semaphore, id)
	}
	n, err := k.Semctl(id, num, cmd, nil)
	if err == nil && cmd == sysv.IPC_RMID {
		m.temporary.forget(sysv.Semaphore, id)
	}
	return gave(L, n, err)
}

// values reads a list of semaphore values, as union semun's array has them:
// 16 bits. Which of them a semaphore can have is the kernel's to judge.
func (a args) values(n int) []uint16 {
	list := a.list(n)
	values := make([]uint16, list.Len())
	for i := range values {
		v, why := toInteger(list.RawGetInt(i+1), 0, math.MaxUint16)
		if why != "" {
			a.fail(n, "value %d: %s", i+1, why)
		}
		values[i] = uint16(v)
	}
	return values
}

func valuesTable(L *lua.LState, values []uint16) *lua.LTable {
	t := L.CreateTable(len(values), 0)
	for _, v := range values {
		t.Append(lua.LNumber(v))
	}
	return t
}

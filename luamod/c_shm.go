package luamod

import (
	"math"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

func (m *Module) shmFunctions() []function {
	return []function{
		{"shmget", m.shmget},
		{"shmat", m.shmat},
		{"shmdt", m.shmdt},
		{"shmctl", m.shmctl},
	}
}

// shmget is ipc.shmget(key, size, flags).
func (m *Module) shmget(L *lua.LState) int {
	a := callArgs(L, "shmget")
	key := a.key(1)
	size := a.integer(2, 0, math.MaxInt64)
	flags := a.flags(3, shmgetFlags())
	id, err := m.world.Kernel.Shmget(key, uint64(size), flags)
	if err == nil && mayCreate(key, flags) {
		m.made(sysv.Segment, id)
	}
	return gave(L, id, err)
}

// shmat is ipc.shmat(id [, addr [, flags]]).
func (m *Module) shmat(L *lua.LState) int {
	a := callArgs(L, "shmat")
	id := a.cint(1)
	addr := a.optInteger(2, 0, 0, math.MaxInt64)
	mem, err := m.world.Kernel.Shmat(id, uintptr(addr), a.flags(3, shmatFlags()))
	if err != nil {
		return failed(L, err)
	}
	L.Push(m.newMemory(mem))
	return 1
}

// shmdt is ipc.shmdt(memory).
func (m *Module) shmdt(L *lua.LState) int {
	a := callArgs(L, "shmdt")
	if ud, ok := a.get(1).(*lua.LUserData); ok {
		if v, ok := ud.Value.(attachment); ok {
			return done(L, m.world.Kernel.Shmdt(v.attached()))
		}
	}
	a.failType(1, "memory")
	return 0
}

func shmCommands() []string {
	return []string{
		"IPC_STAT", "IPC_SET", "IPC_RMID", "IPC_INFO", "SHM_INFO", "SHM_STAT", "SHM_STAT_ANY", "SHM_LOCK", "SHM_UNLOCK",
	}
}

// shmctl is ipc.shmctl(id, cmd [, buf]).
func (m *Module) shmctl(L *lua.LState) int {
	a := callArgs(L, "shmctl")
	k := m.world.Kernel
	id := a.cint(1)
	cmd := a.command(2, shmCommands())
	switch cmd {
	case sysv.IPC_STAT, sysv.SHM_STAT, sysv.SHM_STAT_ANY:
		ds := new(sysv.ShmidDS)
		n, err := k.Shmctl(id, cmd, ds)
		if err != nil {
			return failed(L, err)
		}
		return gaveStat(L, shmidTable(L, ds), n, cmd)
	case sysv.IPC_INFO:
		info := new(sysv.ShmLimits)
		n, err := k.Shmctl(id, cmd, info)
		if err != nil {
			return failed(L, err)
		}
		return gaveInfo(L, structure(L, shmLimits(info)...), n)
	case sysv.SHM_INFO:
		info := new(sysv.ShmUsage)
		n, err := k.Shmctl(id, cmd, info)
		if err != nil {
			return failed(L, err)
		}
		return gaveInfo(L, structure(L, shmUsage(info)...), n)
	case sysv.IPC_SET:
		return m.controlSet(a, 3, sysv.Segment, id)
	}
	n, err := k.Shmctl(id, cmd, nil)
	if err == nil && cmd == sysv.IPC_RMID {
		m.temporary.forget(sysv.Segment, id)
	}
	return gave(L, n, err)
}

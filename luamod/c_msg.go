package luamod

import (
	"context"
	"errors"
	"math"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

func (m *Module) msgFunctions() []function {
	return []function{
		{"msgget", m.msgget},
		{"msgsnd", m.msgsnd},
		{"msgrcv", m.msgrcv},
		{"msgctl", m.msgctl},
	}
}

// msgget is ipc.msgget(key, flags).
func (m *Module) msgget(L *lua.LState) int {
	a := callArgs(L, "msgget")
	key := a.key(1)
	flags := a.flags(2, getFlags())
	id, err := m.world.Kernel.Msgget(key, flags)
	if err == nil && mayCreate(key, flags) {
		m.made(sysv.Queue, id)
	}
	return gave(L, id, err)
}

// msgsnd is ipc.msgsnd(id, mtype, mtext [, flags]).
func (m *Module) msgsnd(L *lua.LState) int {
	a := callArgs(L, "msgsnd")
	id := a.cint(1)
	mtype := a.integer(2, math.MinInt64, math.MaxInt64)
	text := a.text(3)
	flags := a.flags(4, msgFlags())
	ctx := m.world.Context()
	err := m.world.Kernel.Msgsnd(ctx, id, mtype, []byte(text), flags, sysv.Forever)
	if err != nil {
		m.stopIfInterrupted(L, ctx)
	}
	return done(L, err)
}

// msgrcv is ipc.msgrcv(id, size [, mtype [, flags]]).
func (m *Module) msgrcv(L *lua.LState) int {
	a := callArgs(L, "msgrcv")
	id := a.cint(1)
	size := a.integer(2, 0, math.MaxInt64)
	mtype := a.optInteger(3, 0, math.MinInt64, math.MaxInt64)
	flags := a.flags(4, msgFlags())
	ctx := m.world.Context()
	text, got, err := m.receive(ctx, id, size, mtype, flags, sysv.Forever)
	if err != nil {
		m.stopIfInterrupted(L, ctx)
		return failed(L, err)
	}
	L.Push(lua.LNumber(got))
	L.Push(lua.LString(text))
	return 2
}

// firstRoom is what Linux allows a message unless msgmax was raised.
const firstRoom = 8192

// receive receives at most size bytes. It does not take room for more than
// there is: a message that is too big stays on the queue, and is asked for
// again with more room.
func (m *Module) receive(ctx context.Context, id int, size, mtype int64, flags int, timeout time.Duration) (string, int64, error) {
	var began float64
	if timeout > 0 {
		began = m.world.Time()
	}
	left := timeout
	for room := min(size, firstRoom); ; room = min(2*room, size) {
		text := m.room(room)
		with := flags
		if room < size {
			with &^= sysv.MSG_NOERROR
		}
		n, got, err := m.world.Kernel.Msgrcv(ctx, id, text, mtype, with, left)
		if err == nil {
			return string(text[:n]), got, nil
		}
		if room == size || !errors.Is(err, sysv.E2BIG) {
			return "", 0, err
		}
		if timeout > 0 {
			spent := time.Duration((m.world.Time() - began) * float64(time.Second))
			left = max(0, timeout-spent)
		}
	}
}

// room gives a buffer to receive into. The usual size is kept.
func (m *Module) room(size int64) []byte {
	if size > firstRoom {
		return make([]byte, size)
	}
	if m.text == nil {
		m.text = make([]byte, firstRoom)
	}
	return m.text[:size]
}

func msgCommands() []string {
	return []string{"IPC_STAT", "IPC_SET", "IPC_RMID", "IPC_INFO", "MSG_INFO", "MSG_STAT", "MSG_STAT_ANY"}
}

// msgctl is ipc.msgctl(id, cmd [, buf]).
func (m *Module) msgctl(L *lua.LState) int {
	a := callArgs(L, "msgctl")
	k := m.world.Kernel
	id := a.cint(1)
	cmd := a.command(2, msgCommands())
	switch cmd {
	case sysv.IPC_STAT, sysv.MSG_STAT, sysv.MSG_STAT_ANY:
		ds := new(sysv.MsqidDS)
		n, err := k.Msgctl(id, cmd, ds)
		if err != nil {
			return failed(L, err)
		}
		return gaveStat(L, msqidTable(L, ds), n, cmd)
	case sysv.IPC_INFO, sysv.MSG_INFO:
		info := new(sysv.MsgLimits)
		n, err := k.Msgctl(id, cmd, info)
		if err != nil {
			return failed(L, err)
		}
		return gaveInfo(L, structure(L, msgLimits(info)...), n)
	case sysv.IPC_SET:
		return m.controlSet(a, 3, sysv.Queue, id)
	}
	n, err := k.Msgctl(id, cmd, nil)
	if err == nil && cmd == sysv.IPC_RMID {
		m.temporary.forget(sysv.Queue, id)
	}
	return gave(L, n, err)
}

package luamod

import (
	"context"
	"errors"
	"math"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// queue is a message queue of the object layer.
type queue struct{ object }

func (m *Module) openQueueClass() {
	m.classes.queue = m.newClass("ipc.queue", append([]function{
		{"send", m.queueSend},
		{"receive", m.queueReceive},
	}, m.objectMethods()...), m.objectMeta())
}

func (m *Module) queueFunctions() []function {
	return []function{{"queue", m.newQueue}}
}

// newQueue is ipc.queue{…}.
func (m *Module) newQueue(L *lua.LState) int {
	o := constructorOptions(callArgs(L, "queue"))
	p := m.opening(o, sysv.Queue, true, "")
	var handle *lua.LUserData
	err := m.open(p, func(flags int, _ bool) (int, error) {
		return m.world.Kernel.Msgget(p.key, flags)
	}, func(o *object) error {
		handle = m.queueHandle(L, o)
		return nil
	})
	if err != nil {
		m.raise(L, err)
	}
	L.Push(handle)
	return 1
}

func (m *Module) queueHandle(L *lua.LState, o *object) *lua.LUserData {
	q := &queue{*o}
	q.class = m.classes.queue
	return q.class.wrapFields(L, q, o.fields())
}

// queueSend is q:send(type, text [, opts]).
func (m *Module) queueSend(L *lua.LState) int {
	q := self[*queue](L, "send")
	a := methodArgs(L, "send")
	mtype := a.integer(1, math.MinInt64, math.MaxInt64)
	text := a.text(2)
	flags, timeout := 0, sysv.Forever
	if a.given(3) {
		opts := a.options(3, "nowait", "timeout")
		flags, timeout = opts.waiting()
	}
	ctx := m.world.Context()
	err := m.world.Kernel.Msgsnd(ctx, q.id, mtype, []byte(text), flags, timeout)
	if err != nil {
		return m.wouldBlock(L, ctx, err)
	}
	L.Push(lua.LTrue)
	return 1
}

// queueReceive is q:receive([type [, opts]]).
func (m *Module) queueReceive(L *lua.LState) int {
	q := self[*queue](L, "receive")
	a := methodArgs(L, "receive")
	mtype := a.optInteger(1, 0, math.MinInt64, math.MaxInt64)
	flags, timeout, size := 0, sysv.Forever, int64(math.MaxInt64)
	if a.given(2) {
		opts := a.options(2, "nowait", "timeout", "size", "noerror", "except", "copy")
		flags, timeout = opts.waiting()
		size = opts.integerOption("size", size, 0, math.MaxInt64)
		if opts.boolean("noerror", false) {
			flags |= sysv.MSG_NOERROR
		}
		if opts.boolean("except", false) {
			flags |= sysv.MSG_EXCEPT
		}
		if opts.boolean("copy", false) {
			flags |= sysv.MSG_COPY | sysv.IPC_NOWAIT // the one without the other is EINVAL
		}
	}
	ctx := m.world.Context()
	text, got, err := m.receive(ctx, q.id, size, mtype, flags, timeout)
	if err != nil {
		return m.wouldBlock(L, ctx, err)
	}
	L.Push(lua.LString(text))
	L.Push(lua.LNumber(got))
	return 2
}

// waiting reads how long a call may wait.
func (o options) waiting() (flags int, timeout time.Duration) {
	if o.boolean("nowait", false) {
		flags = sysv.IPC_NOWAIT
	}
	return flags, o.timeout()
}

// wouldBlock answers false to a call on a queue that could not wait any
// longer, and raises for any other error.
func (m *Module) wouldBlock(L *lua.LState, ctx context.Context, err error) int {
	m.stopIfInterrupted(L, ctx)
	if !errors.Is(err, sysv.EAGAIN) && !errors.Is(err, sysv.ENOMSG) {
		m.raise(L, err)
	}
	L.Push(lua.LFalse)
	return 1
}

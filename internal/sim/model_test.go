package sim_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"ipclua/internal/sim"
	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// model is a process on the simulated kernel. A call that waits fails with
// errWaits, and gives its result later.
type model struct {
	*kernel
	*sysvtest.Performer
	waiter *sim.Waiter
	woken  bool
	buf    []byte
	op     string
}

var errWaits = errors.New("it waits")

func newModel(ipc *sim.IPC, pid int, user sysvtest.User) *model {
	m := &model{kernel: &kernel{system: &system{ipc: ipc}, caller: &sim.Caller{Pid: pid, UID: user.UID, GID: user.GID}}}
	m.Performer = sysvtest.NewPerformer(m)
	return m
}

// result is the answer of a call that waited.
func (m *model) result() sysvtest.Response {
	w := m.waiter
	m.waiter, m.woken = nil, false
	if e := (*sysv.Error)(nil); errors.As(w.Err, &e) {
		return sysvtest.Response{Errno: e.Errno, Op: m.op, Object: fmt.Sprint(e.Object)}
	}
	return sysvtest.Response{N: w.N, Type: w.Type, Text: m.buf[:w.N]}
}

func (m *model) end() {
	if m.waiter != nil {
		m.ipc.Cancel(m.waiter)
	}
	m.ipc.Exit(m.caller)
}

// call makes one that may wait, unless its timeout is 0.
func (m *model) call(op string, id int, timeout time.Duration, buf []byte, do func(*sim.Waiter) (bool, error)) error {
	if timeout == 0 {
		done, err := do(nil)
		if !done {
			err = &sysv.Error{Errno: sysv.EAGAIN}
		}
		return named(err, op, id)
	}
	w := &sim.Waiter{Wake: func() { m.woken = true }}
	done, err := do(w)
	if done {
		return named(err, op, id)
	}
	m.waiter, m.buf, m.op = w, buf, op
	return errWaits
}

func (m *model) Semop(_ context.Context, id int, ops []sysv.SemOp, timeout time.Duration) error {
	op := "semop"
	if timeout >= 0 {
		op = "semtimedop"
	}
	ops = slices.Clone(ops)
	return m.call(op, id, timeout, nil, func(w *sim.Waiter) (bool, error) { return m.ipc.Semop(m.caller, id, ops, w) })
}

func (m *model) Msgsnd(_ context.Context, id int, mtype int64, text []byte, flags int, timeout time.Duration) error {
	return m.call("msgsnd", id, timeout, nil, func(w *sim.Waiter) (bool, error) {
		return m.ipc.Msgsnd(m.caller, id, mtype, text, flags, w)
	})
}

func (m *model) Msgrcv(_ context.Context, id int, buf []byte, mtype int64, flags int, timeout time.Duration) (n int, got int64, err error) {
	err = m.call("msgrcv", id, timeout, buf, func(w *sim.Waiter) (done bool, err error) {
		n, got, done, err = m.ipc.Msgrcv(m.caller, id, buf, mtype, flags, w)
		return done, err
	})
	return n, got, err
}

package sim

import (
	"context"
	"errors"
	"slices"
	"time"

	"ipclua/sysv"
)

// Semop is semtimedop(2). The context is not asked: only a signal of
// [Process.Kill] interrupts.
func (p *Process) Semop(_ context.Context, id int, ops []sysv.SemOp, timeout time.Duration) error {
	op := "semop"
	if timeout >= 0 {
		op = "semtimedop"
	}
	if p.dead {
		return gone(op, id)
	}
	p.begin("semop")
	p.ops = append(p.ops[:0], ops...)
	p.next.ID, p.next.Ops, p.next.Timeout = id, p.ops, timeout
	for _, o := range ops {
		p.touchSemaphore(id, o)
	}
	if isMixed(ops) {
		p.m.outcome.Queues = true
	}
	err := p.wait(op, wantOps, func(w *Waiter) (bool, error) { return p.m.IPC.Semop(&p.Caller, id, p.ops, w) })
	if e := (*sysv.Error)(nil); timeout >= 0 && errors.As(err, &e) {
		e.Op = op
	}
	p.finish(err)
	return err
}

// touchSemaphore adds what an operation does. One that gives up where it would
// block tells that it would; in an exact run the queue has an order.
func (p *Process) touchSemaphore(id int, o sysv.SemOp) {
	a := Access{Space: Set, ID: id, From: int(o.Num), To: int(o.Num) + 1}
	switch {
	case p.m.config.Exact:
		a.Mode = Write
	case o.Op > 0:
		a.Mode, a.N = Up, int(o.Op)
	case o.Flg&sysv.IPC_NOWAIT != 0 || p.next.Timeout >= 0:
		a.Mode = Atomic
	case o.Op < 0:
		a.Mode, a.N = Down, -int(o.Op)
	default:
		a.Mode = Zero
	}
	p.undoing = p.undoing || o.Flg&sysv.SEM_UNDO != 0
	p.touch(a)
}

// isMixed tells whether only some of several operations have IPC_NOWAIT. Such a
// call may sleep, and fails once the kernel looks at it again: when that is
// depends on the queues.
func isMixed(ops []sysv.SemOp) bool {
	return slices.ContainsFunc(ops, func(o sysv.SemOp) bool { return (o.Flg^ops[0].Flg)&sysv.IPC_NOWAIT != 0 })
}

// Msgsnd is msgsnd(2).
func (p *Process) Msgsnd(_ context.Context, id int, mtype int64, text []byte, flags int, timeout time.Duration) error {
	if p.dead {
		return gone("msgsnd", id)
	}
	p.begin("msgsnd")
	p.next.ID, p.next.Type, p.next.Length, p.next.Timeout = id, mtype, len(text), timeout
	p.text, p.flags = text, flags
	p.touch(Access{Space: Queue, Mode: Write, ID: id, To: 1})
	err := p.wait("msgsnd", wantRoom, func(w *Waiter) (bool, error) {
		return p.m.IPC.Msgsnd(&p.Caller, id, mtype, text, flags, w)
	})
	p.finish(err)
	return err
}

// Msgrcv is msgrcv(2).
func (p *Process) Msgrcv(_ context.Context, id int, buf []byte, mtype int64, flags int, timeout time.Duration) (n int, got int64, err error) {
	if p.dead {
		return 0, 0, gone("msgrcv", id)
	}
	p.begin("msgrcv")
	p.next.ID, p.next.Type, p.next.Timeout = id, mtype, timeout
	p.text, p.flags = buf, flags
	p.touch(Access{Space: Queue, Mode: Write, ID: id, To: 1})
	var waited *Waiter
	err = p.wait("msgrcv", wantMessage, func(w *Waiter) (done bool, err error) {
		waited = w
		n, got, done, err = p.m.IPC.Msgrcv(&p.Caller, id, buf, mtype, flags, w)
		return done, err
	})
	if waited != nil && n == 0 && got == 0 && err == nil {
		n, got = waited.N, waited.Type
	}
	made := p.last()
	made.Result, made.Length = n, n
	p.finish(err)
	return n, got, err
}

// wait makes a step that may have to wait. Attempt makes the call: it queues the
// waiter, unless that is nil, where the call blocks.
func (p *Process) wait(op string, w want, attempt func(*Waiter) (bool, error)) error {
	if p.m.config.Exact && p.dying == 0 {
		return p.queue(op, attempt)
	}
	p.make(w)
	done, err := attempt(nil)
	if done || err != nil {
		return err
	}
	return p.giveUp(op)
}

// giveUp is how a call ends that waited for too long, or that a signal broke.
func (p *Process) giveUp(op string) error {
	errno := sysv.EAGAIN
	if p.next.Timeout < 0 || p.dying != 0 {
		errno = sysv.EINTR
	}
	p.expire()
	return &sysv.Error{Op: op, Object: p.next.ID, Errno: errno}
}

// queue is wait in an exact run: to come is a step, and then the kernel says
// when the process goes on.
func (p *Process) queue(op string, attempt func(*Waiter) (bool, error)) error {
	p.make(wantNothing)
	m := p.m
	w := new(Waiter)
	w.Wake = func() {
		p.waiter = nil
		m.advance = append(m.advance, p)
	}
	done, err := attempt(w)
	if done || err != nil {
		return err
	}
	p.finish(nil)
	p.waiter, p.wants, p.waiting = w, wantWake, true
	p.handOn()
	p.waiting = false
	if p.waiter == nil {
		p.slept = true
		return w.Err
	}
	p.waiter = nil
	p.next.Expires = true
	m.record(p)
	if !m.IPC.Cancel(w) {
		return w.Err
	}
	return p.giveUp(op)
}

// Blocked tells whether a process has come to a call that must wait.
func (m *Machine) Blocked(number int) bool {
	p := m.processes[number-1]
	return !p.ended && p.dying == 0 && p.waiting && p.wants != wantNothing && p.blocks()
}

// waitsIn tells whether somebody is about to wait in a set or a queue.
func (m *Machine) waitsIn(id int, wants ...want) bool {
	return slices.ContainsFunc(m.processes, func(p *Process) bool {
		return !p.ended && p.waiting && p.next.ID == id && slices.Contains(wants, p.wants)
	})
}

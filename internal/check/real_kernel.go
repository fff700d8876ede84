package check

import (
	"context"
	"os"
	"time"

	"ipclua/internal/sim"
	"ipclua/sysv"
)

var _ sysv.Kernel = (*gate)(nil)

// get completes shmget, semget or msgget.
func (g *gate) get(call string, key sysv.Key, do func() (int, error)) (int, error) {
	s := sim.Step{Call: call, Key: key, ID: -1, Timeout: sysv.Forever}
	c := g.arrive(s, nil)
	id, err := do()
	if err := g.done(c, &s, id, err); err != nil {
		return 0, err
	}
	return c.Result, nil
}

// Shmget is shmget(2).
func (g *gate) Shmget(key sysv.Key, size uint64, flags int) (int, error) {
	return g.get("shmget", key, func() (int, error) { return g.host.Shmget(key, size, flags) })
}

// Semget is semget(2).
func (g *gate) Semget(key sysv.Key, nsems, flags int) (int, error) {
	return g.get("semget", key, func() (int, error) { return g.host.Semget(key, nsems, flags) })
}

// Msgget is msgget(2).
func (g *gate) Msgget(key sysv.Key, flags int) (int, error) {
	return g.get("msgget", key, func() (int, error) { return g.host.Msgget(key, flags) })
}

// Shmat is shmat(2).
func (g *gate) Shmat(id int, addr uintptr, flags int) (*sysv.Memory, error) {
	s := sim.Step{Call: "shmat", ID: id, Timeout: sysv.Forever}
	c := g.arrive(s, nil)
	real, err := g.host.Shmat(c.ID, addr, flags)
	var shown *sysv.Memory
	if err == nil {
		var data []byte
		if data, err = bytesOf(real); err == nil {
			shown = sysv.NewMemory(id, real.Address(), data, real.ReadOnly())
			shown.Watch(g)
			g.mapped[shown] = real
		}
	}
	for other, real := range g.mapped { // SHM_REMAP replaces
		if !real.IsAttached() {
			other.Detached()
			delete(g.mapped, other)
		}
	}
	return shown, g.done(c, &s, 0, err)
}

// bytesOf gives the bytes of an attached memory.
func bytesOf(m *sysv.Memory) ([]byte, error) {
	if m.ReadOnly() {
		return m.Readable(0, m.Size())
	}
	return m.Writable(0, m.Size())
}

// Shmdt is shmdt(2).
func (g *gate) Shmdt(m *sysv.Memory) error {
	s := sim.Step{Call: "shmdt", ID: m.ID(), Timeout: sysv.Forever}
	c := g.arrive(s, nil)
	err := error(&sysv.Error{Op: "shmdt", Object: m.ID(), Errno: sysv.EINVAL, Why: "the segment is not attached"})
	if real := g.mapped[m]; real != nil {
		if err = g.host.Shmdt(real); err == nil {
			m.Detached()
			delete(g.mapped, m)
		}
	}
	return g.done(c, &s, 0, err)
}

// Touch makes an access to an attached memory a step (sysv.Watcher).
func (g *gate) Touch(m *sysv.Memory, offset, length int, a sysv.Access) {
	call := "read"
	switch a {
	case sysv.Write:
		call = "write"
	case sysv.Atomic:
		call = "atomic"
	}
	g.arrive(sim.Step{Call: call, ID: m.ID(), Offset: offset, Length: length, Timeout: sysv.Forever}, nil)
	g.open = &access{g.mapped[m], offset, length}
}

// Semop is semtimedop(2).
func (g *gate) Semop(_ context.Context, id int, ops []sysv.SemOp, timeout time.Duration) error {
	s := sim.Step{Call: "semop", ID: id, Ops: ops, Timeout: timeout}
	c := g.arrive(s, nil)
	err := g.wait(timeout, func(ctx context.Context, timeout time.Duration) error {
		return g.host.Semop(ctx, c.ID, ops, timeout)
	})
	if e, ok := err.(*sysv.Error); ok && timeout >= 0 {
		e.Op = "semtimedop"
	}
	return g.done(c, &s, 0, err)
}

// Msgsnd is msgsnd(2).
func (g *gate) Msgsnd(_ context.Context, id int, mtype int64, text []byte, flags int, timeout time.Duration) error {
	s := sim.Step{Call: "msgsnd", ID: id, Type: mtype, Length: len(text), Timeout: timeout}
	c := g.arrive(s, nil)
	err := g.wait(timeout, func(ctx context.Context, timeout time.Duration) error {
		return g.host.Msgsnd(ctx, c.ID, mtype, text, flags, timeout)
	})
	return g.done(c, &s, 0, err)
}

// Msgrcv is msgrcv(2).
func (g *gate) Msgrcv(_ context.Context, id int, buf []byte, mtype int64, flags int, timeout time.Duration) (n int, got int64, err error) {
	s := sim.Step{Call: "msgrcv", ID: id, Type: mtype, Timeout: timeout}
	c := g.arrive(s, nil)
	err = g.wait(timeout, func(ctx context.Context, timeout time.Duration) (err error) {
		n, got, err = g.host.Msgrcv(ctx, c.ID, buf, mtype, flags, timeout)
		return err
	})
	return n, got, g.done(c, &s, n, err)
}

// wait makes a call that may have to wait. Time does not pass by itself: one
// that may give up does so at once, or, where calls queue, when it is told to.
func (g *gate) wait(timeout time.Duration, call func(context.Context, time.Duration) error) error {
	if timeout < 0 || !g.task.Exact {
		return call(g.ctx, min(timeout, 0))
	}
	ctx, giveUp := context.WithCancel(g.ctx)
	defer giveUp()
	g.mu.Lock()
	g.giveUp = giveUp
	g.mu.Unlock()
	err := call(ctx, sysv.Forever)
	if e, ok := err.(*sysv.Error); ok && e.Errno == sysv.EINTR && g.ctx.Err() == nil {
		e.Errno = sysv.EAGAIN
	}
	return err
}

// Shmctl is shmctl(2).
func (g *gate) Shmctl(id, cmd int, buf any) (int, error) {
	return g.control(sim.Step{Call: "shmctl", ID: id, Cmd: cmd}, buf, func(id int) (int, error) { return g.host.Shmctl(id, cmd, buf) })
}

// Semctl is semctl(2).
func (g *gate) Semctl(id, num, cmd int, arg any) (int, error) {
	return g.control(sim.Step{Call: "semctl", ID: id, Cmd: cmd, Offset: num}, arg, func(id int) (int, error) { return g.host.Semctl(id, num, cmd, arg) })
}

// Msgctl is msgctl(2).
func (g *gate) Msgctl(id, cmd int, buf any) (int, error) {
	return g.control(sim.Step{Call: "msgctl", ID: id, Cmd: cmd}, buf, func(id int) (int, error) { return g.host.Msgctl(id, cmd, buf) })
}

// control makes a control call. What it tells is put in the simulation's terms.
func (g *gate) control(s sim.Step, buf any, do func(id int) (int, error)) (int, error) {
	s.Timeout = sysv.Forever
	c := g.arrive(s, nil)
	v := view{pids: c.Pids, time: sim.Epoch + int64(c.Now/time.Second), user: uint32(os.Getuid()), group: uint32(os.Getgid())}
	if s.Cmd == sysv.IPC_SET {
		v.reveal(buf)
		defer v.disguise(buf)
	}
	n, err := do(c.ID)
	if err == nil && s.Cmd != sysv.IPC_SET {
		v.disguise(buf)
	}
	if err == nil && s.Call == "semctl" && s.Cmd == sysv.GETPID {
		n = v.pid(n)
	}
	if err = g.done(c, &s, n, err); err == nil && surveyOf(s.Call, s.Cmd) != noSurvey {
		n = c.Result
	}
	return n, err
}

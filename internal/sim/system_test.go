package sim_test

import (
	"context"
	"os"
	"sync"
	"testing"
	"time"

	"ipclua/internal/sim"
	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

func TestMain(m *testing.M) { os.Exit(sysvtest.Main(m)) }

func TestKernel(t *testing.T) { sysvtest.Run(t, newSystem()) }

// system is an IPC with processes on it, whose calls are those of goroutines.
type system struct {
	mu   sync.Mutex
	ipc  *sim.IPC
	pids int
}

func newSystem() *system {
	s := &system{ipc: sim.NewIPC(), pids: 100}
	s.ipc.Time = func() int64 { return time.Now().Unix() }
	return s
}

func (s *system) Start(t testing.TB, user sysvtest.User) sysvtest.Process {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pids++
	k := &kernel{
		system:   s,
		caller:   &sim.Caller{Pid: s.pids, UID: user.UID, GID: user.GID},
		sleeping: map[*sim.Waiter]string{},
		ended:    make(chan struct{}),
	}
	p := &process{k, sysvtest.NewPerformer(k)}
	t.Cleanup(p.Kill)
	return p
}

func (s *system) SetLimit(t testing.TB, name string, value int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old, l := s.ipc.Limits, &s.ipc.Limits
	switch name {
	case "shmmax":
		l.Shmmax = uint64(value)
	case "shmall":
		l.Shmall = uint64(value)
	default:
		*map[string]*int{
			"shmmni": &l.Shmmni,
			"semmsl": &l.Semmsl, "semmns": &l.Semmns, "semopm": &l.Semopm, "semmni": &l.Semmni,
			"msgmax": &l.Msgmax, "msgmnb": &l.Msgmnb, "msgmni": &l.Msgmni,
		}[name] = value
	}
	t.Cleanup(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.ipc.Limits = old
	})
}

// process is one on a system.
type process struct {
	*kernel
	performer *sysvtest.Performer
}

func (p *process) Pid() int { return p.caller.Pid }

func (p *process) Do(r sysvtest.Request) sysvtest.Response {
	answer := make(chan sysvtest.Response, 1)
	go func() { answer <- p.performer.Perform(r) }()
	select {
	case a := <-answer:
		return a
	case <-p.ended:
		return sysvtest.Response{Errno: sysvtest.Broken, Op: "the process is gone"}
	}
}

func (p *process) Sleeps(_ testing.TB, call string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, each := range p.sleeping {
		if each == call {
			return true
		}
	}
	return false
}

func (p *process) Exit() { p.Kill() }

func (p *process) Kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.ended:
		return
	default:
	}
	close(p.ended)
	for w := range p.sleeping {
		p.ipc.Cancel(w)
	}
	p.ipc.Exit(p.caller)
}

// kernel is the system as one process has it.
type kernel struct {
	*system
	caller   *sim.Caller
	sleeping map[*sim.Waiter]string
	ended    chan struct{}
}

// call makes a call that may wait.
func (k *kernel) call(ctx context.Context, name string, timeout time.Duration, do func(*sim.Waiter) (bool, error)) error {
	fail := func(e sysv.Errno) error { return &sysv.Error{Errno: e} }
	k.mu.Lock()
	if ctx.Err() != nil || timeout == 0 {
		defer k.mu.Unlock()
		done, err := do(nil)
		switch {
		case done:
			return err
		case timeout == 0:
			return fail(sysv.EAGAIN)
		}
		return fail(sysv.EINTR)
	}
	woken := make(chan struct{})
	w := &sim.Waiter{Wake: func() { close(woken) }}
	done, err := do(w)
	if done {
		k.mu.Unlock()
		return err
	}
	k.sleeping[w] = name
	k.mu.Unlock()
	var expired <-chan time.Time
	if timeout > 0 {
		expired = time.After(timeout)
	}
	select {
	case <-woken:
	case <-expired:
		err = fail(sysv.EAGAIN)
	case <-ctx.Done():
		err = fail(sysv.EINTR)
	case <-k.ended:
		return fail(sysv.EINTR)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.sleeping, w)
	if !k.ipc.Cancel(w) {
		return w.Err
	}
	return err
}

// named gives an error its call and object.
func named(err error, op string, id int) error {
	if e, ok := err.(*sysv.Error); ok {
		e.Op, e.Object = op, id
	}
	return err
}

func (k *kernel) Semop(ctx context.Context, id int, ops []sysv.SemOp, timeout time.Duration) error {
	op := "semop"
	if timeout >= 0 {
		op = "semtimedop"
	}
	err := k.call(ctx, "semtimedop", timeout, func(w *sim.Waiter) (bool, error) { return k.ipc.Semop(k.caller, id, ops, w) })
	return named(err, op, id)
}

func (k *kernel) Msgsnd(ctx context.Context, id int, mtype int64, text []byte, flags int, timeout time.Duration) error {
	err := k.call(ctx, "msgsnd", timeout, func(w *sim.Waiter) (bool, error) {
		return k.ipc.Msgsnd(k.caller, id, mtype, text, flags, w)
	})
	return named(err, "msgsnd", id)
}

func (k *kernel) Msgrcv(ctx context.Context, id int, buf []byte, mtype int64, flags int, timeout time.Duration) (n int, got int64, err error) {
	var sleeper *sim.Waiter
	err = k.call(ctx, "msgrcv", timeout, func(w *sim.Waiter) (done bool, err error) {
		sleeper = w
		n, got, done, err = k.ipc.Msgrcv(k.caller, id, buf, mtype, flags, w)
		if done {
			sleeper = nil
		}
		return done, err
	})
	if err == nil && sleeper != nil {
		n, got = sleeper.N, sleeper.Type
	}
	return n, got, named(err, "msgrcv", id)
}

func (k *kernel) Shmget(key sysv.Key, size uint64, flags int) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.ipc.Shmget(k.caller, key, size, flags)
}

func (k *kernel) Shmat(id int, addr uintptr, flags int) (*sysv.Memory, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.ipc.Shmat(k.caller, id, addr, flags)
}

func (k *kernel) Shmdt(m *sysv.Memory) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.ipc.Shmdt(k.caller, m)
}

func (k *kernel) Shmctl(id, cmd int, buf any) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.ipc.Shmctl(k.caller, id, cmd, buf)
}

func (k *kernel) Semget(key sysv.Key, nsems, flags int) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.ipc.Semget(k.caller, key, nsems, flags)
}

func (k *kernel) Semctl(id, num, cmd int, arg any) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.ipc.Semctl(k.caller, id, num, cmd, arg)
}

func (k *kernel) Msgget(key sysv.Key, flags int) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.ipc.Msgget(k.caller, key, flags)
}

func (k *kernel) Msgctl(id, cmd int, buf any) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.ipc.Msgctl(k.caller, id, cmd, buf)
}

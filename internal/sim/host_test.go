package sim_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"ipclua/internal/sim"
	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// users own the processes of a program; the last is the janitor's, who makes
// the first objects, looks at all of them in the end and removes them.
var users = [...]sysvtest.User{{}, {}, {UID: 1000, GID: 1000}, {UID: 1001, GID: 1000}, {UID: 1002, GID: 1002}, {}}

// world is the simulated kernel and Linux, with the same processes on both. The
// ids and pids of one are those of the other.
type world struct {
	t     *testing.T
	ipc   *sim.IPC
	pairs []*pair
}

// pair is a process in both.
type pair struct {
	user   sysvtest.User
	real   sysvtest.Process
	model  *model
	answer chan sysvtest.Response // of Linux, to the last call

	sleeping bool // in a call,
	request  sysvtest.Request
	attached int // memories
}

func newWorld(t *testing.T) *world {
	sysvtest.Need(t)
	// A signal of Go's own runtime would have a call of the helpers that sleeps
	// queue up anew.
	t.Setenv("GODEBUG", "asyncpreemptoff=1,"+os.Getenv("GODEBUG"))
	w := &world{t: t}
	w.begin()
	return w
}

// begin starts with new processes, and a new IPC that has come as far as Linux.
func (w *world) begin() {
	w.ipc = sim.NewIPC()
	w.pairs = nil
	for _, user := range users {
		w.pairs = append(w.pairs, w.start(user))
	}
	for _, get := range []sysvtest.Request{
		{Call: "shmget", Size: 1, Flags: 0o600}, {Call: "semget", Size: 1, Flags: 0o600}, {Call: "msgget", Flags: 0o600},
	} {
		w.align(get)
	}
}

// align makes objects until the simulated kernel gives the id that Linux gave.
func (w *world) align(get sysvtest.Request) {
	p := w.janitor()
	want := p.real.Do(get)
	p.real.Do(removal(get.Call, want.N))
	for range 1 << 22 {
		got := p.model.Perform(get)
		p.model.Perform(removal(get.Call, got.N))
		if got.N == want.N {
			return
		}
	}
	w.t.Fatalf("%v: Linux gives %d, errno %d, the simulated kernel never", get, want.N, want.Errno)
}

func (w *world) start(user sysvtest.User) *pair {
	real := sysvtest.Host{}.Start(w.t, user)
	return &pair{user: user, real: real, model: newModel(w.ipc, real.Pid(), user)}
}

func (w *world) janitor() *pair { return w.pairs[len(w.pairs)-1] }

// clear ends everything after a difference.
func (w *world) clear() {
	for _, p := range w.pairs {
		p.real.Kill()
	}
	h := sysv.NewHost()
	for _, kind := range sysv.Kinds() {
		list, err := sysv.List(h, kind)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, o := range list {
			switch kind {
			case sysv.Segment:
				h.Shmctl(o.ID, sysv.IPC_RMID, nil)
			case sysv.Semaphore:
				h.Semctl(o.ID, 0, sysv.IPC_RMID, nil)
			case sysv.Queue:
				h.Msgctl(o.ID, sysv.IPC_RMID, nil)
			}
		}
	}
	w.begin()
}

// errDiffers tells of a call that the two kernels answer differently.
var errDiffers = errors.New("the simulated kernel and Linux differ")

// patience is when a call goes on for too long; none that works takes so long.
const patience = 10 * time.Second

// do makes a call by both, waits until it is over or sleeps, and all those are
// over that it wakes.
func (w *world) do(p *pair, request func() sysvtest.Request) (sysvtest.Response, error) {
	want := p.model.Perform(request())
	p.request = request()
	p.answer = make(chan sysvtest.Response, 1)
	answer, real, r := p.answer, p.real, p.request
	go func() { answer <- real.Do(r) }()
	p.sleeping = p.model.waiter != nil
	if p.sleeping {
		return want, w.sleeps(p)
	}
	if err := p.compare(want); err != nil {
		return want, err
	}
	return want, w.settle()
}

// end has a process end in both, and starts another one.
func (w *world) end(i int, kill bool) error {
	p := w.pairs[i]
	if kill {
		p.real.Kill()
	} else {
		p.real.Exit()
	}
	p.model.end()
	w.pairs[i] = w.start(p.user)
	return w.settle()
}

// settle waits for those that the last call has woken.
func (w *world) settle() error {
	for _, p := range w.pairs {
		if !p.sleeping {
			continue
		}
		if p.model.woken {
			p.sleeping = false
			if err := p.compare(p.model.result()); err != nil {
				return err
			}
			continue
		}
		select {
		case got := <-p.answer:
			return fmt.Errorf("%w: %v of process %d sleeps, but on Linux gives %s", errDiffers, p.request, p.real.Pid(), text(got))
		default:
		}
	}
	return nil
}

// sleeps waits until a call sleeps on Linux too: until the counts of its set are
// as they should be, or the process is where those go who wait for messages.
func (w *world) sleeps(p *pair) error {
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Microsecond) {
		var there bool
		if p.request.Call == "semop" {
			there = w.sameCounts(p.request.ID)
		} else {
			there = p.real.Sleeps(w.t, p.request.Call)
		}
		select {
		case got := <-p.answer:
			return fmt.Errorf("%w: %v sleeps, but on Linux gives %s", errDiffers, p.request, text(got))
		default:
		}
		switch {
		case there:
			return nil
		case time.Now().After(end):
			return fmt.Errorf("%w: %v sleeps, but on Linux goes on, or elsewhere", errDiffers, p.request)
		}
	}
}

// sameCounts compares GETNCNT and GETZCNT of each semaphore.
func (w *world) sameCounts(id int) bool {
	j := w.janitor()
	for num := range w.ipc.Values(id) {
		for _, cmd := range [...]int{sysv.GETNCNT, sysv.GETZCNT} {
			r := sysvtest.Request{Call: "semctl", ID: id, Num: num, Cmd: cmd}
			if j.real.Do(r).N != j.model.Perform(r).N {
				return false
			}
		}
	}
	return true
}

// compare waits for Linux's answer, which is to be want.
func (p *pair) compare(want sysvtest.Response) error {
	select {
	case got := <-p.answer:
		if got.Errno == 0 && want.Errno == 0 && want.Buf.Msg != nil {
			forgiveThread(got.Buf.Msg, want.Buf.Msg.Lrpid)
		}
		switch {
		case got.Errno == sysv.ENOSYS && p.request.Flags&sysv.MSG_COPY != 0: // without CONFIG_CHECKPOINT_RESTORE
		case text(got) != text(want):
			return fmt.Errorf("%w: %v gives %s, on Linux %s", errDiffers, p.request, text(want), text(got))
		}
		return nil
	case <-time.After(patience):
		return fmt.Errorf("%w: %v gives %s, on Linux goes on", errDiffers, p.request, text(want))
	}
}

// forgiveThread puts the pid for the id of a thread: Linux notes the thread that
// slept in msgrcv, and Go's processes have several.
func forgiveThread(ds *sysv.MsqidDS, pid int) {
	_, none := os.Stat(fmt.Sprintf("/proc/%d", pid))
	_, other := os.Stat(fmt.Sprintf("/proc/%d/task/%d", pid, ds.Lrpid))
	if pid != 0 && ds.Lrpid != 0 && (none != nil || other == nil) {
		ds.Lrpid = pid
	}
}

// text prints what is to be the same: all but addresses, times, of which only
// counts whether there is one, and pages in memory, since what was never read
// nor written has none.
func text(a sysvtest.Response) string {
	switch a.Errno {
	case 0:
	case sysvtest.Broken:
		return a.Op
	default:
		return fmt.Sprintf("%s of %s %s", a.Errno.Name(), a.Op, a.Object)
	}
	b := a.Buf
	switch {
	case b.Shm != nil:
		ds := *b.Shm
		ds.Atime, ds.Dtime, ds.Ctime = min(ds.Atime, 1), min(ds.Dtime, 1), min(ds.Ctime, 1)
		b.Shm = &ds
	case b.Sem != nil:
		ds := *b.Sem
		ds.Otime, ds.Ctime = min(ds.Otime, 1), min(ds.Ctime, 1)
		b.Sem = &ds
	case b.Msg != nil:
		ds := *b.Msg
		ds.Stime, ds.Rtime, ds.Ctime = min(ds.Stime, 1), min(ds.Rtime, 1), min(ds.Ctime, 1)
		b.Msg = &ds
	case b.ShmUsage != nil:
		b.ShmUsage = &sysv.ShmUsage{UsedIDs: b.ShmUsage.UsedIDs, ShmTot: b.ShmUsage.ShmTot}
	}
	return fmt.Sprintf("%d, type %d, text %q%s", a.N, a.Type, a.Text, bufferText(b))
}

// bufferText prints the buffer that is set.
func bufferText(b sysvtest.Buffers) string {
	switch {
	case b.Shm != nil:
		return fmt.Sprintf(", %+v", *b.Shm)
	case b.ShmLimits != nil:
		return fmt.Sprintf(", %+v", *b.ShmLimits)
	case b.ShmUsage != nil:
		return fmt.Sprintf(", %+v", *b.ShmUsage)
	case b.Sem != nil:
		return fmt.Sprintf(", %+v", *b.Sem)
	case b.SemLimits != nil:
		return fmt.Sprintf(", %+v", *b.SemLimits)
	case b.Msg != nil:
		return fmt.Sprintf(", %+v", *b.Msg)
	case b.MsgLimits != nil:
		return fmt.Sprintf(", %+v", *b.MsgLimits)
	case b.Val != nil:
		return fmt.Sprintf(", %d", *b.Val)
	case b.Values != nil:
		return fmt.Sprintf(", %d", b.Values)
	}
	return ""
}

func removal(get string, id int) sysvtest.Request {
	return sysvtest.Request{Call: get[:3] + "ctl", ID: id, Cmd: sysv.IPC_RMID}
}

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

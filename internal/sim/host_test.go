package sim_test

import (
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"ipclua/internal/sim"
	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// users own the processes of a program; the last is the janitor's, who makes
// the first objects, looks at all of them in the end and removes them.
var users = [...]sysvtest.User{{}, {}, {}, {}, {UID: 1000, GID: 1000}, {UID: 1001, GID: 1000}, {UID: 1002, GID: 1002}, {}}

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

func removal(get string, id int) sysvtest.Request {
	return sysvtest.Request{Call: get[:3] + "ctl", ID: id, Cmd: sysv.IPC_RMID}
}

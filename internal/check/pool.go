package check

import (
	"sync"
	"sync/atomic"
	"time"

	"ipclua/internal/lua51"
)

// states are those of one worker, which has one run at a time.
type states struct {
	free  []*state // that no process uses
	watch watchdog
}

// take gives a state that is as good as new.
func (p *states) take() *state {
	n := len(p.free)
	if n == 0 {
		return newState()
	}
	s := p.free[n-1]
	p.free = p.free[:n-1]
	return s
}

// mostFree is how many states are kept: few scripts have more processes.
const mostFree = 64

// release gives the states back when the run is over.
func (r *run) release() {
	for _, s := range r.used.list {
		if len(r.states.free) < mostFree {
			s.reset()
			r.states.free = append(r.states.free, s)
		}
	}
	r.used.list = nil
}

// used are the states of a run's processes, those that have ended too. Its
// watchdog reads it beside them.
type used struct {
	mu   sync.Mutex
	list []*state
}

func (u *used) add(s *state) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.list = append(u.list, s)
}

// interrupt ends whichever process computes.
func (u *used) interrupt() (undo []func()) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, s := range u.list {
		undo = append(undo, lua51.Interrupt(s.L, s.endless))
	}
	return undo
}

// watchdog ends a run in which a process computes without end between two steps.
type watchdog struct {
	steps atomic.Int64 // grows with each step of the worker's runs
	waits atomic.Bool  // for something outside

	mu    sync.Mutex
	run   *run // that goes on
	timer *time.Timer
	seen  int64 // steps, the last time
	undo  []func()
}

// patience is how long a process may compute without a step.
const patience = 2 * time.Second

// begin watches over a run.
func (w *watchdog) begin(r *run) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.run, w.seen = r, w.steps.Load()
	if w.timer == nil {
		w.timer = time.AfterFunc(patience, w.look)
	} else {
		w.timer.Reset(patience)
	}
}

// end is the end of the run.
func (w *watchdog) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.run = nil
	w.timer.Stop()
	for _, undo := range w.undo {
		undo()
	}
	w.undo = nil
}

// unwatched calls a function that may take its time.
func (w *watchdog) unwatched(f func() []byte) []byte {
	w.waits.Store(true)
	defer w.waits.Store(false)
	defer w.steps.Add(1)
	return f()
}

// look is called when patience has passed.
func (w *watchdog) look() {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch steps := w.steps.Load(); {
	case w.run == nil:
	case steps != w.seen || w.waits.Load():
		w.seen = steps
		w.timer.Reset(patience)
	default:
		w.undo = w.run.used.interrupt()
	}
}

package check

import (
	"sync"
	"sync/atomic"
	"time"
)

// watchdog ends a run in which a process computes without end between two steps.
type watchdog struct {
	steps atomic.Int64 // grows with each step of the worker's runs
	waits atomic.Bool  // for something outside

	patience time.Duration // how long a process may compute without a step

	mu    sync.Mutex
	run   *run // that goes on
	timer *time.Timer
	seen  int64     // steps, when it last looked
	since time.Time // when that was
	undo  []func()
}

// patience is that of a search.
const patience = 2 * time.Second

// begin watches over a run.
func (w *watchdog) begin(r *run) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.run = r
	if w.timer == nil {
		if w.patience == 0 {
			w.patience = patience
		}
		w.timer = time.AfterFunc(w.patience, w.look)
	}
	w.rest()
}

// rest puts off the next look.
func (w *watchdog) rest() {
	w.seen, w.since = w.steps.Load(), time.Now()
	w.timer.Reset(w.patience)
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
	switch {
	case w.run == nil:
	case w.steps.Load() != w.seen || w.waits.Load():
		w.rest()
	case time.Since(w.since) < w.patience: // this look was for the run before
	default:
		w.undo = w.run.used.interrupt()
	}
}

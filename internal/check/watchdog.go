package check

import (
	"sync"
	"sync/atomic"
	"time"

	"ipclua/internal/lua51"
)

// watchdog ends a run in which a process computes without end between two steps.
type watchdog struct {
	steps atomic.Int64 // grows with each step of the worker's runs
	seen  atomic.Int64 // steps, when it last looked and somebody had gone on
	waits atomic.Bool  // for something outside

	patience time.Duration // how long a process may compute without a step, in CPU time

	mu    sync.Mutex
	run   *run // that goes on
	timer *time.Timer
	spent time.Duration // the program's CPU time, when it last looked
	looks int           // since somebody had gone on, each after a share of the patience
	most  int           // looks, before it ends the run
	undo  []func()
}

const (
	patience = 4 * time.Second // of a search

	// It looks more than once: all of the program may have been stopped for a while.
	// When it has ended a run of a script, others are likely to be the same.
	firstLooks, laterLooks = 4, 1

	// often is how many times it awakes in the time of a look: a busy machine gives
	// the program less of its time.
	often = 5
)

// begin watches over a run.
func (w *watchdog) begin(r *run) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.timer == nil {
		if w.patience == 0 {
			w.patience = patience
		}
		if w.most == 0 {
			w.most = firstLooks
		}
		w.timer = time.AfterFunc(w.patience, w.look)
	}
	w.run = r
	w.forgive()
	w.timer.Reset(w.patience / firstLooks / often)
}

// forgive begins to wait anew.
func (w *watchdog) forgive() {
	w.seen.Store(w.steps.Load())
	w.looks, w.spent = 0, lua51.Host{}.CPUTime()
}

// end is the end of the run.
func (w *watchdog) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.run = nil
	w.timer.Stop()
	w.release()
}

// release lets go those who were to be stopped.
func (w *watchdog) release() {
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

// look is called now and then.
func (w *watchdog) look() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.run == nil {
		return
	}
	w.timer.Reset(w.patience / firstLooks / often)
	if w.goesOn() || w.waits.Load() {
		w.forgive()
		w.release()
		return
	}
	spent := lua51.Host{}.CPUTime()
	if spent-w.spent < w.patience/firstLooks {
		return
	}
	w.spent = spent
	if w.looks++; w.looks >= w.most {
		w.most = laterLooks
		w.undo = append(w.undo, w.run.used.interrupt()...) // again, if need be: a process may be new
	}
}

// goesOn tells whether somebody has gone on since.
func (w *watchdog) goesOn() bool { return w.steps.Load() != w.seen.Load() }

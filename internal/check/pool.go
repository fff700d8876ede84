package check

import (
	"sync"

	"ipclua/internal/lua51"
)

// states are those of one worker, which has one run at a time.
type states struct {
	free  []*state // that no process uses
	watch watchdog
}

// newStates makes pools for a script's workers.
func (s *Script) newStates(workers int) []states {
	pools := make([]states, workers)
	if s.Stage != nil {
		for i := range pools {
			pools[i].watch.patience = s.Stage.Patience
			if s.slow.Load() {
				pools[i].watch.most = laterLooks
			}
		}
	}
	return pools
}

// take gives a state that is as good as new.
func (p *states) take(stage *Stage) *state {
	n := len(p.free)
	if n == 0 {
		return newState(stage)
	}
	s := p.free[n-1]
	p.free = p.free[:n-1]
	return s
}

// mostFree is how many states are kept: few scripts have more processes.
const mostFree = 512

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

package explore

import (
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"

	"ipclua/internal/sim"
)

// worker is what each goroutine has for itself.
type worker struct {
	classes classifier
	source  *rand.PCG
}

// attempt is what is kept of a run.
type attempt struct {
	done      bool
	class     uint64
	steps     int
	processes int
	bounded   bool
	queues    bool
	failing   *Failing
	last      bool       // the search needs no other
	made      []sim.Step // of the first runs, and of those that failed
}

// make makes runs side by side, from a number on. Those after one that failed
// may be left out.
func (s *search) make(first, size int) []attempt {
	attempts := make([]attempt, size)
	var taken, failed atomic.Int64
	failed.Store(int64(size))
	var all sync.WaitGroup
	for w := range min(s.Workers, size) {
		all.Go(func() {
			for s.Context.Err() == nil {
				i := taken.Add(1) - 1
				if i > failed.Load() || i >= int64(size) {
					return
				}
				attempts[i] = s.attempt(w, first+int(i))
				for attempts[i].last {
					known := failed.Load()
					if known <= i || failed.CompareAndSwap(known, i) {
						break
					}
				}
			}
		})
	}
	all.Wait()
	return attempts
}

// attempt makes run number i.
func (s *search) attempt(w, i int) attempt {
	source := s.workers[w].source
	source.Seed(s.Seed, mix(uint64(i)))
	var choose sim.Chooser = &plain{}
	if i > 0 || s.Strategy != "auto" {
		choose = s.members[i%len(s.members)](rand.New(source), s.known)
	}
	return s.keep(w, s.run(w, sim.Config{Exact: s.exact, Steps: s.Steps}, choose), i == 0)
}

// keep is what is kept of a run, with its steps if it failed or they are wanted.
func (s *search) keep(w int, r Result, made bool) attempt {
	a := attempt{
		done: true, class: s.workers[w].classes.class(r.Made), steps: len(r.Made),
		bounded: r.Outcome.Bounded, queues: r.Outcome.Queues,
	}
	for j := range r.Made {
		a.processes = max(a.processes, r.Made[j].Process)
	}
	if r.Failure != nil {
		led := r.Made[:r.Relevant]
		a.failing = &Failing{scheduleOf(led, s.exact), r.Failure, len(led), switches(led)}
		a.last = s.Each == nil || r.Last
	}
	switch {
	case made || r.Failure != nil && s.Each == nil:
		a.made = slices.Clone(r.Made)
	case s.Strategy == "auto" && s.report.Schedules < lessons:
		a.made = slices.Clone(r.Made[:min(lesson, len(r.Made))])
	}
	return a
}

// switches is how often another process goes on.
func switches(made []sim.Step) int {
	n := 0
	for i := 1; i < len(made); i++ {
		if made[i].Process != made[i-1].Process {
			n++
		}
	}
	return n
}

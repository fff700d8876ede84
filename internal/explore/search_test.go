package explore

import (
	"context"
	"fmt"
	"testing"

	"ipclua/internal/sim"
)

// Programs that go wrong, and how.
var wrong = []struct {
	name    string
	program program
	failure string
	depth   int // of the mistake: how many orderings bring it about
}{
	{"lost update", program{processes: []string{"r0 w0 !0=2", "r0 w0"}}, "cell is", 2},
	{"two locks", program{processes: []string{"-0 -1 +1 +0", "-1 -0 +0 +1"}, values: []uint16{1, 1}}, "deadlock", 2},
	{"three forks", program{processes: []string{"-0 -1 +0 +1", "-1 -2 +1 +2", "-2 -0 +2 +0"}, values: []uint16{1, 1, 1}}, "deadlock", 3},
	{"order", program{processes: []string{"!0=1", "r0 w0"}}, "cell is", 1},
}

func TestSearchFinds(t *testing.T) {
	for _, w := range wrong {
		for _, strategy := range []string{"auto", "random", "pct", "pos", "dpor"} {
			t.Run(w.name+"/"+strategy, func(t *testing.T) {
				r := Search(w.program.run, Options{Schedules: 2000, Seed: 1, Strategy: strategy})
				if r.Failing == nil {
					t.Fatalf("not found in %d schedules", r.Schedules)
				}
				if again := w.program.run(0, config(r.Exact), r.Failing.Schedule.Replay()); again.Failure != r.Failing.Failure {
					t.Errorf("found %v, replayed %v", r.Failing.Failure, again.Failure)
				}
			})
		}
	}
}

// TestSearchWorkers: the number of workers changes nothing.
func TestSearchWorkers(t *testing.T) {
	right := program{processes: []string{"-0 r0 w0 +0 a1", "-0 r0 w0 +0 a1", "a1 r1"}, values: []uint16{1}}
	programs := []program{right}
	for _, w := range wrong {
		programs = append(programs, w.program)
	}
	for i, p := range programs {
		for seed := range uint64(5) {
			var first string
			for _, workers := range []int{1, 2, 4} {
				r := Search(p.run, Options{Schedules: 300, Seed: seed, Strategy: "auto", Workers: workers})
				got := fmt.Sprint(r.Schedules, r.Distinct, r.Exhaustive, r.Failing == nil)
				if r.Failing != nil {
					got += r.Failing.Schedule.String()
				}
				if first == "" {
					first = got
				}
				if got != first {
					t.Errorf("program %d, seed %d: %d workers give %s, one gives %s", i, seed, workers, got, first)
				}
			}
		}
	}
}

// TestPCTBound: PCT finds a mistake of depth d with a probability of at least
// 1/(n·k^(d-1)).
func TestPCTBound(t *testing.T) {
	for _, w := range wrong {
		if w.depth > 2 {
			continue
		}
		const runs = 3000
		found, steps, processes := 0, 0, len(w.program.processes)+1
		s := newSearch(w.program.run, Options{Seed: 1, Strategy: "pct", Workers: 1, Steps: DefaultSteps}, false)
		s.Context = t.Context()
		s.members = []strategy{pct(w.depth)}
		s.known = estimate{steps: 20, processes: processes}
		for i := range runs {
			a := s.attempt(0, i)
			steps = max(steps, a.steps)
			if a.failing != nil {
				found++
			}
		}
		bound := 1.0 / float64(processes)
		for range w.depth - 1 {
			bound /= float64(max(steps, 20))
		}
		if share := float64(found) / runs; share < bound {
			t.Errorf("%s: found in %.4f of all runs, less than %.4f", w.name, share, bound)
		}
	}
}

func TestSearchDiffers(t *testing.T) {
	runs := 0
	p := program{processes: []string{"r0 w0"}}
	r := Search(func(worker int, c sim.Config, choose sim.Chooser) Result {
		runs++
		p := p
		if runs > 1 {
			p.processes = []string{"r0 r0"}
		}
		return p.run(worker, c, choose)
	}, Options{Schedules: 10, Seed: 1, Strategy: "auto", Workers: 1})
	if r.Differs == nil || r.Differs.First.Call != "write" && r.Differs.First.Call != "exit" {
		t.Errorf("two runs of one schedule differ, but the report says %+v", r.Differs)
	}
}

func TestSearchInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	p := program{processes: []string{"a0", "a0"}}
	runs := 0
	r := Search(func(worker int, c sim.Config, choose sim.Chooser) Result {
		if runs++; runs == 100 {
			cancel()
		}
		return p.run(worker, c, choose)
	}, Options{Schedules: 1_000_000, Seed: 1, Strategy: "random", Workers: 1, Context: ctx})
	if !r.Interrupted || r.Schedules < 50 || r.Schedules > 100 {
		t.Errorf("interrupted after 100 runs: %+v", r)
	}
}

func config(exact bool) sim.Config { return sim.Config{Exact: exact, Steps: DefaultSteps} }

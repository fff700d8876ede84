package explore

import (
	"context"

	"ipclua/internal/sim"
)

// Runner runs the program once. Workers are numbered from 0; each runs one at a
// time, several at the same time. A runner is deterministic: what it does
// depends on the chooser alone.
type Runner func(worker int, c sim.Config, choose sim.Chooser) Result

// Result is one run.
type Result struct {
	Outcome sim.Outcome
	Made    []sim.Step // valid until the worker's next run
	Failure any        // nil: the run is as it should be
}

// Options say how to search.
type Options struct {
	Schedules  int    // runs at most
	Seed       uint64 // the same gives the same search, whatever the number of workers
	Strategy   string // one of Strategies
	Exhaustive bool   // go on to the end, even after a failure
	Workers    int    // 0: as many as there are CPUs
	Steps      int    // of a run at most; 0 for DefaultSteps
	Progress   func(Progress)
	Context    context.Context // ends the search early; nil: nothing does
}

// Report is what a search has established.
type Report struct {
	Failing     *Failing // the first run that failed, in the order of the search; nil: none did
	Schedules   int      // runs up to and including the first that failed, or all
	Distinct    int      // classes of schedules among all the runs: those that differ by more than the order of independent steps
	Exhaustive  bool     // there are no other schedules
	Bounded     bool     // a run was cut off at the bound of steps
	Exact       bool     // the program looks at queues, and the kernel's were simulated to the letter
	Interrupted bool     // by the context
	Differs     *Difference
}

// Failing is a run that failed.
type Failing struct {
	Schedule Schedule
	Failure  any
	Steps    int // that were made
	Switches int // how often another process went on
}

// Difference is where two runs of one schedule differ: the program is not
// deterministic.
type Difference struct {
	Step          int // from 1
	First, Second sim.Step
}

// Progress is how far a search is.
type Progress struct {
	Schedules int
	Distinct  int
	Share     float64 // estimated, of all the schedules there are; 0: unknown
}

// DefaultSteps is the bound of a run that has not been given another.
const DefaultSteps = 20_000

// Strategies are the names of the strategies.
func Strategies() []string { return []string{"auto", "random", "pct", "pos", "dpor"} }

// Search runs the program under many schedules.
func Search(run Runner, o Options) Report {
	panic("not yet")
}

// Minimise looks for the simplest schedule whose failure is the same: fewest
// switches, then fewest steps. It runs the program at most budget times.
func Minimise(run Runner, failing Failing, same func(a, b any) bool, budget int) Failing {
	return failing
}

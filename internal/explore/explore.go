package explore

import (
	"context"
	"runtime"

	"ipclua/internal/sim"
)

// Runner runs the program once. Workers are numbered from 0; each runs one at a
// time, several at the same time. A runner is deterministic: what it does
// depends on the chooser alone.
type Runner func(worker int, c sim.Config, choose sim.Chooser) Result

// Result is one run.
type Result struct {
	Outcome  sim.Outcome
	Made     []sim.Step // valid until the worker's next run
	Failure  any        // nil: the run is as it should be
	Relevant int        // how many steps led to the failure
	Last     bool       // a survey has seen enough
}

// Options say how to search.
type Options struct {
	Schedules  int             // runs at most
	Seed       uint64          // the same gives the same search, whatever the number of workers
	Strategy   string          // one of Strategies
	Exhaustive bool            // go on until there are no other schedules, even after a failure
	Workers    int             // 0: as many as there are CPUs
	Steps      int             // of a run at most; 0 for DefaultSteps
	Progress   func(Progress)  // nil: nobody wants to know
	Context    context.Context // ends the search early; nil: nothing does

	// Each makes a survey of the search, which does not end at a failure then: it
	// sees each run that has one, in the order of the search. An exact search begins
	// anew.
	Each func(Failing)
}

// Report is what a search has established.
type Report struct {
	Failing     *Failing    // the first run that failed, in the order of the search; nil: none did
	Schedules   int         // runs up to and including the first that failed, or all
	Distinct    int         // classes of these runs, of all runs when it was exhaustive
	Exhaustive  bool        // there are no other schedules
	Bounded     bool        // a run was cut off at the bound of steps
	Exact       bool        // the program looks at queues, and the kernel's were simulated to the letter
	Interrupted bool        // by the context
	Differs     *Difference // the program is not deterministic; nothing else counts then
}

// Failing is a run that failed.
type Failing struct {
	Schedule Schedule
	Failure  any
	Steps    int // that were made
	Switches int // how often another process went on
}

// Progress is how far a search is.
type Progress struct {
	Schedules int
	Distinct  int
	Share     float64 // estimated, of all the schedules there are; 0: unknown
}

const (
	// DefaultSteps is the bound of a run that has not been given another.
	DefaultSteps = 20_000
	// stepsEach is how many steps a search makes for each of the schedules that it
	// was asked for: of longer runs there are fewer.
	stepsEach = 500
	// birth is how many steps a process is worth: it needs a Lua state.
	birth = 60
)

// Search runs the program under many schedules.
func Search(run Runner, o Options) Report {
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Steps == 0 {
		o.Steps = DefaultSteps
	}
	if o.Context == nil {
		o.Context = context.Background()
	}
	report, again := newSearch(run, o, false).search()
	if again {
		report, _ = newSearch(run, o, true).search()
	}
	return report
}

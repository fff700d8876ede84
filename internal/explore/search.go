package explore

import (
	"context"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

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
	// AllSteps is the bound of a search: long runs are fewer.
	AllSteps = 20_000_000
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

// search is one, on its way.
type search struct {
	Options
	run      Runner
	exact    bool
	members  []strategy
	known    estimate
	total    int // steps of all runs
	distinct map[uint64]struct{}
	workers  []worker
	queues   bool // somebody looks at queues
	skipped  int  // runs that the making of all has used up
	report   Report
	shown    time.Time
}

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
	made      []sim.Step // of the first runs, and of those that failed
}

func newSearch(run Runner, o Options, exact bool) *search {
	s := &search{
		Options: o, run: run, exact: exact, members: portfolio(o.Strategy),
		distinct: map[uint64]struct{}{}, workers: make([]worker, o.Workers),
		known:  estimate{flows: new(flows)},
		report: Report{Exact: exact},
	}
	for i := range s.workers {
		s.workers[i].source = rand.NewPCG(0, 0)
	}
	return s
}

// The runs are made in batches: what is learnt from one serves the next, so that
// it does not depend on who was quicker.
const (
	batch = 64
	// before is how many runs come before an attempt to make all there are.
	before = 129
	// lessons is how many runs are looked at for what may read from what.
	lessons = 10 * batch
)

// search makes the runs. It tells whether they have to be made again, exactly.
func (s *search) search() (report Report, again bool) {
	over := false
	if s.Strategy == "dpor" || s.Exhaustive {
		over, again = s.all(s.Schedules), s.queues
	}
	triedAll := s.Strategy != "auto"
	for made := 0; !over && !again && made < s.Schedules-s.skipped; {
		size := min(batch, s.Schedules-s.skipped-made)
		if made == 0 {
			size = 1 // its length is an estimate for the others
		}
		over = s.batch(made, size)
		made += size
		if again = s.queues; !over && !triedAll && made >= before && !again {
			triedAll = true
			over = s.small() && s.all((s.Schedules-made)/2)
			s.skipped = s.report.Schedules - made
		}
	}
	s.report.Distinct = len(s.distinct)
	return s.report, again
}

// batch makes some runs and takes them into account, in order. It tells whether
// the search is over.
func (s *search) batch(first, size int) bool {
	for _, a := range s.make(first, size) {
		if !a.done || s.count(a) {
			s.report.Interrupted = s.Context.Err() != nil && s.report.Failing == nil
			return true
		}
	}
	if s.total > AllSteps {
		s.report.Bounded = true
		return true
	}
	return false
}

// all makes every run that differs from the others, but no more than budget. It
// tells whether the search is over.
func (s *search) all(budget int) bool {
	over := false
	complete := exhaust(s.run, s.Options, s.exact, budget, func(r Result) bool {
		over = s.count(s.keep(0, r, false)) && !(s.Exhaustive && s.report.Failing != nil && s.report.Differs == nil)
		return !over && !s.queues
	})
	s.report.Exhaustive = complete && !over
	s.report.Interrupted = s.Context.Err() != nil && s.report.Failing == nil
	return over || complete || s.report.Interrupted || budget == s.Schedules
}

// small guesses whether the classes are few enough to make them all: from how
// often runs have met one again, as with birthdays.
func (s *search) small() bool {
	runs := s.report.Schedules
	met := runs - len(s.distinct)
	return met > 0 && runs*runs/(2*met) < s.Schedules
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
				for attempts[i].failing != nil {
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
	}
	if made || r.Failure != nil || s.Strategy == "auto" && s.report.Schedules < lessons {
		a.made = slices.Clone(r.Made)
	}
	return a
}

// count takes a run into account, and tells whether the search is over.
func (s *search) count(a attempt) bool {
	if a.queues && !s.exact {
		s.queues = true
		return true
	}
	s.distinct[a.class] = struct{}{}
	s.total += a.steps
	s.known.steps = max(s.known.steps, a.steps)
	s.known.processes = max(s.known.processes, a.processes)
	s.report.Bounded = s.report.Bounded || a.bounded
	if a.made != nil {
		s.known.flows.learn(a.made)
	}
	if s.report.Failing == nil {
		s.report.Schedules++
		if (s.report.Schedules == 1 || a.failing != nil) && s.differs(a.made) {
			return true
		}
		s.report.Failing = a.failing
	}
	s.show()
	return s.report.Failing != nil
}

// differs runs the schedule of a run again and compares.
func (s *search) differs(made []sim.Step) bool {
	again := s.run(0, sim.Config{Exact: s.exact, Steps: s.Steps}, scheduleOf(made, s.exact).Replay())
	s.report.Differs = difference(made, again.Made)
	return s.report.Differs != nil
}

// show tells about progress now and then.
func (s *search) show() {
	if s.Progress == nil || time.Since(s.shown) < 100*time.Millisecond {
		return
	}
	s.shown = time.Now()
	s.Progress(Progress{Schedules: s.report.Schedules, Distinct: len(s.distinct)})
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

package explore

import (
	"math/rand/v2"
	"time"

	"ipclua/internal/sim"
)

// search is one, on its way.
type search struct {
	Options
	run      Runner
	exact    bool
	members  []strategy
	known    estimate
	total    int // steps of all runs, and what costs as much
	distinct map[uint64]struct{}
	workers  []worker
	queues   bool // somebody looks at queues
	skipped  int  // runs that the making of all has used up
	report   Report
	share    float64 // of all there are, while they are being made
	shown    time.Time
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
	// lessons is how many runs are looked at for what may read from what, and
	// lesson how many of the steps of each.
	lessons = 10 * batch
	lesson  = 1000
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
	return s.total/stepsEach > s.Schedules
}

// all makes every run that differs from the others, but no more than budget. It
// tells whether the search is over.
func (s *search) all(budget int) bool {
	over := false
	complete := exhaust(s.run, s.Options, s.exact, budget, func(r Result, share float64) bool {
		s.share = share
		over = s.count(s.keep(0, r, s.report.Schedules == 0)) && !(s.Exhaustive && s.report.Failing != nil && s.report.Differs == nil)
		return !over && !s.queues && (budget == s.Schedules || s.total/stepsEach <= budget)
	})
	s.share = 0
	s.report.Exhaustive = complete && !over
	s.report.Interrupted = s.Context.Err() != nil && s.report.Failing == nil
	return over || complete || s.report.Interrupted || budget == s.Schedules && s.report.Schedules > 0
}

// small guesses whether the classes are few enough to make them all: from how
// often runs have met one again, as with birthdays.
func (s *search) small() bool {
	runs := s.report.Schedules
	met := runs - len(s.distinct)
	return met > 0 && runs*runs/(2*met) < s.Schedules
}

// count takes a run into account, and tells whether the search is over.
func (s *search) count(a attempt) bool {
	if a.queues && !s.exact {
		s.queues = true
		return true
	}
	s.distinct[a.class] = struct{}{}
	s.total += a.steps + a.processes*birth
	s.known.steps = max(s.known.steps, a.steps)
	s.known.processes = max(s.known.processes, a.processes)
	s.report.Bounded = s.report.Bounded || a.bounded
	if a.made != nil {
		s.known.flows.learn(a.made)
	}
	if s.report.Failing == nil {
		s.report.Schedules++
		if (s.report.Schedules == 1 || a.failing != nil && s.Each == nil) && s.differs(a.made) {
			return true
		}
		if s.Each == nil {
			s.report.Failing = a.failing
		} else if a.failing != nil {
			s.Each(*a.failing)
		}
	}
	s.show()
	return a.last
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
	s.Progress(Progress{Schedules: s.report.Schedules, Distinct: len(s.distinct), Share: s.share})
}

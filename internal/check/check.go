package check

import (
	"fmt"
	"runtime"
	"sync/atomic"

	"ipclua/internal/detect"
	"ipclua/internal/explore"
	"ipclua/internal/sim"
	"ipclua/internal/trace"
)

// Options say how to check.
type Options struct {
	explore.Options
	FailOn []string // of Kinds
}

// Report is what a check has found out.
type Report struct {
	explore.Report
	Failure  *Failure         // nil: the script is right, as far as it was searched
	Finding  detect.Finding   // the failure, explained
	Schedule explore.Schedule // the simplest that was found to fail so
	Run      *trace.Run       // under it, up to the failure; else the plain run
	Output   []byte           // of that run
	Warnings []detect.Finding // of habits that work by luck
	Real     *Confirmation    // what the real kernel says; nil: it was not asked
}

// minimising is how many runs may be spent on making a failure simple.
const minimising = 2000

// Search looks for a schedule under which the script fails.
func (s *Script) Search(o Options) Report {
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	var shares atomic.Bool
	run := s.runner(failsOn(o.FailOn), o.Workers, &shares)
	r := Report{Report: explore.Search(run, o.Options)}
	r.Exhaustive = r.Exhaustive && !shares.Load()
	if r.Differs != nil {
		return r
	}
	if r.Failing != nil {
		minimal := *r.Failing
		if !minimal.Failure.(*Failure).Endless { // each run would take its time
			minimal = explore.Minimise(run, minimal, same, minimising)
		}
		r.Schedule = minimal.Schedule
	}
	s.record(&r, o, nil)
	return r
}

// Replay runs the script once, under a schedule. It is an error when the script
// does not go where the schedule leads.
func (s *Script) Replay(schedule explore.Schedule, o Options) (Report, error) {
	r := Report{Schedule: schedule}
	r.Schedules, r.Distinct = 1, 1
	err := s.record(&r, o, nil)
	return r, err
}

// record runs the schedule of a report with a recorder, and explains the run.
// Where there is a plan to be made, it is made of this run.
func (s *Script) record(r *Report, o Options, p *plan) error {
	run := s.newRun(new(states))
	if r.Failing != nil && r.Failing.Failure.(*Failure).Endless {
		run.states.watch.most = laterLooks
	}
	recorder := newRecorder(s.Name)
	replay := r.Schedule.Replay()
	if o.Steps == 0 {
		o.Steps = explore.DefaultSteps
	}
	c, choose := sim.Config{Exact: r.Schedule.Exact, Steps: o.Steps, Observer: recorder}, sim.Chooser(replay)
	if p != nil {
		p.choose, p.observe = choose, recorder
		choose, c.Observer = p, p
	}
	outcome := run.perform(c, choose)
	if err := replay.Err(); err != nil {
		return err
	}
	r.Run = recorder.finish(run, outcome)
	r.Output = run.output.all
	r.Failure = run.failure(outcome, o.FailOn)
	if p != nil {
		p.finish(run.machine, outcome, r.Failure)
	}
	if f := r.Failure; f != nil {
		r.Finding = Explain(r.Run, f)
		if sleeps, ok := detect.SleepSync(r.Run, r.Finding); ok {
			r.Warnings = append(r.Warnings, sleeps)
		}
	}
	if run.shared != "" {
		r.Warnings = append(r.Warnings, sharedFile(run.shared))
	}
	if busy, ok := detect.BusyWait(r.Run); ok {
		r.Warnings = append(r.Warnings, busy)
	}
	return nil
}

// Explain says in words what a failure of a recorded run is. What came after it is
// left out of the run.
func Explain(run *trace.Run, f *Failure) detect.Finding {
	if f.Step < len(run.Events) {
		run.Events, run.Blocked = run.Events[:f.Step], nil
	}
	switch f.Kind {
	case Deadlock:
		return detect.Deadlock(run)
	case Race:
		a, b := event(&f.Race.A), event(&f.Race.B)
		return detect.Race(run, a, b)
	case Leak:
		return detect.Leak(run)
	}
	return detect.Failure(run, f.Process, f.Message, f.File, f.Line)
}

// JSON is the report for programs.
func (r *Report) JSON() detect.Report {
	j := detect.Report{
		Verdict: "ok", Exhaustive: r.Exhaustive, Schedules: r.Schedules, Distinct: r.Distinct,
	}
	if r.Failure != nil {
		j.Found(r.Finding)
		j.Schedule = r.Schedule.String()
		j.Steps, j.Switches = len(r.Run.Events), switches(r.Run.Events)
	}
	if r.Real != nil {
		j.Confirmed = &r.Real.Agrees
	}
	return j
}

// switches is how often another process goes on.
func switches(events []trace.Event) int {
	n := 0
	for i := 1; i < len(events); i++ {
		if events[i].Process != events[i-1].Process {
			n++
		}
	}
	return n
}

// Verdict says what was established, in a line.
func (r *Report) Verdict() string {
	switch {
	case r.Failure != nil:
		return fmt.Sprintf("fail, schedule %d", r.Schedules)
	case r.Exhaustive:
		return fmt.Sprintf("ok, all %d schedules", r.Distinct)
	case r.Interrupted:
		return fmt.Sprintf("interrupted: nothing found in %d schedules, %d distinct", r.Schedules, r.Distinct)
	case r.Bounded:
		return fmt.Sprintf("bounded: nothing found in %d schedules, %d distinct, but runs are cut off after %d steps: fewer rounds would show more",
			r.Schedules, r.Distinct, explore.DefaultSteps)
	}
	return fmt.Sprintf("ok, %d schedules tried, %d distinct", r.Schedules, r.Distinct)
}

// Difference says where two runs of one schedule went apart.
func Difference(d *explore.Difference) string {
	return fmt.Sprintf("the script differs between two runs of one schedule, in step %d: first %s, then %s; "+
		"something that it looks at is not under control", d.Step, place(&d.First), place(&d.Second))
}

func place(s *sim.Step) string {
	if s.Call == "" {
		return "it ends"
	}
	if s.File == "" { // after its last line
		return fmt.Sprintf("P%d %s", s.Process, s.Call)
	}
	return fmt.Sprintf("P%d %s at %s:%d", s.Process, s.Call, s.File, s.Line)
}

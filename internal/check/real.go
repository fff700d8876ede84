package check

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"ipclua/internal/explore"
	"ipclua/sysv"
)

// Confirmation is what the real kernel says to a simulated run.
type Confirmation struct {
	Agrees bool
	Text   string // "Linux agrees: …" or "Linux differs …"
}

// errNoLinux is for machines that are not [Real].
var errNoLinux = errors.New("a replay on the real kernel needs System V IPC of Linux, on amd64 or arm64")

// ReplayReal is Replay, and then the same once more with real processes on the
// real kernel, in this process's IPC namespace: step by step, each process waits
// for its turn before each step. What it makes there it removes. The program's
// main must begin with [ProcessMain]. An error means that the real kernel could
// not be asked, or that ctx has ended.
func (s *Script) ReplayReal(ctx context.Context, schedule explore.Schedule, o Options) (Report, error) {
	r := Report{Schedule: schedule}
	r.Schedules, r.Distinct = 1, 1
	if !Real {
		return r, errNoLinux
	}
	p := new(plan)
	if err := s.record(&r, o, p); err != nil {
		return r, err
	}
	c, err := s.repeat(ctx, p)
	r.Real = c
	return r, err
}

// repeat carries a plan out.
func (s *Script) repeat(ctx context.Context, p *plan) (*Confirmation, error) {
	d, err := newDirector(ctx, s, p)
	if err != nil {
		return nil, err
	}
	defer d.close()
	if err = d.start(); err == nil {
		err = d.follow()
	}
	if err == nil {
		err = d.conclude()
	}
	var differs *difference
	switch {
	case errors.As(err, &differs):
		return &Confirmation{Text: "Linux differs " + differs.Error()}, nil
	case err != nil:
		return nil, err
	}
	return &Confirmation{Agrees: true, Text: "Linux agrees: " + d.agreement()}, nil
}

// conclude sees whether the run ends as the simulated one did, once all its steps
// are made.
func (d *director) conclude() error {
	d.step++
	switch f := d.plan.failure; {
	case f != nil && f.Kind == Race:
		if err := d.await(d.processes[f.Race.A.Process-1], &f.Race.A); err != nil {
			return err
		}
		return d.await(d.processes[f.Race.B.Process-1], &f.Race.B)
	case f != nil && f.Endless:
		return d.endless(d.processes[f.Process-1])
	case f != nil && f.Kind == Error:
		return d.failed()
	case d.plan.outcome.Deadlock:
		return d.deadlock()
	case len(d.plan.outcome.Pending) > 0: // the run was cut off
		return nil
	}
	return d.left()
}

// deadlock lets everybody make the step that waits, and sees that it does.
func (d *director) deadlock() error {
	for i := range d.plan.outcome.Pending {
		s := &planned{Step: d.plan.outcome.Pending[i]}
		a := d.processes[s.Process-1]
		if a.planned != nil && a.holds { // it sleeps already
			continue
		}
		if err := d.await(a, &s.Step); err != nil {
			return err
		}
		c := d.cue(a, s)
		a.arrived, a.done, a.planned = nil, false, s
		if err := d.tell(a, c); err != nil {
			return err
		}
		if s.MayQueue() {
			if err := d.awaitSleep(a); err != nil {
				return err
			}
		}
	}
	// Now that everybody has come to wait, does everybody still?
	for i := range d.plan.outcome.Pending {
		a := d.processes[d.plan.outcome.Pending[i].Process-1]
		if a.planned.MayQueue() {
			if err := d.awaitSleep(a); err != nil {
				return err
			}
		}
		if a.done || a.gone {
			return d.differ(fmt.Sprintf("that P%d waits", a.number), "that it does not")
		}
	}
	return nil
}

// endless sees that a process computes for as long as a simulated one may.
func (d *director) endless(a *actor) error {
	goesOn, err := d.within(patience, func() bool { return a.arrived != nil || a.gone })
	if err == nil && goesOn {
		err = d.differ("that it computes", "that it goes on")
	}
	return err
}

// left sees whether the same objects are left when everybody has ended.
func (d *director) left() error {
	for _, a := range d.processes {
		if err := d.until(fmt.Sprintf("the end of P%d", a.number), func() bool { return a.gone }); err != nil {
			return err
		}
	}
	there := map[object]bool{}
	for _, kind := range sysv.Kinds() {
		list, err := sysv.List(d.host, kind)
		if err != nil {
			return err
		}
		for _, o := range list {
			there[object{kind, o.ID}] = true
		}
	}
	for o, id := range d.known {
		want, got := slices.Contains(d.plan.left, o), there[object{o.kind, id}]
		if want != got {
			state := map[bool]string{true: "is left", false: "is removed"}
			return d.differ(fmt.Sprintf("%s %d %s", o.kind, o.id, state[want]), "it %s", state[got])
		}
	}
	return nil
}

// failed sees whether the same process fails with the same error.
func (d *director) failed() error {
	want := d.plan.failure
	a := d.processes[want.Process-1]
	told := func() *Failure {
		if i := slices.IndexFunc(d.run.errors, func(f Failure) bool { return f.Process == want.Process }); i >= 0 {
			return &d.run.errors[i]
		}
		return d.run.failed(d.plan.outcome) // by its exit code, perhaps
	}
	text := func(f *Failure) string { return fmt.Sprintf("'%s' in P%d", f.Message, f.Process) }
	if err := d.until(text(want), func() bool { return told() != nil || a.arrived != nil || a.gone }); err != nil {
		return err
	}
	got := told()
	switch {
	case got == nil && a.arrived != nil:
		return d.differ(text(want), "%s", place(&a.arrived.Step))
	case got == nil:
		return d.differ(text(want), "its end")
	case want.Process != got.Process || want.Message != got.Message || want.File != got.File || want.Line != got.Line:
		return d.differ(text(want), "%s", text(got))
	}
	return nil
}

// agreement says what the real kernel agrees to.
func (d *director) agreement() string {
	n := fmt.Sprintf("%d steps", len(d.plan.steps))
	f := d.plan.failure
	if f == nil {
		return "nothing fails in " + n
	}
	switch f.Kind {
	case Race:
		return fmt.Sprintf("after %s P%d and P%d are at their accesses at the same time", n, f.Race.A.Process, f.Race.B.Process)
	case Deadlock:
		var waiting []string
		for i := range d.plan.outcome.Pending {
			waiting = append(waiting, fmt.Sprintf("P%d", d.plan.outcome.Pending[i].Process))
		}
		return fmt.Sprintf("after %s nobody goes on (%s)", n, strings.Join(waiting, ", "))
	case Leak:
		return fmt.Sprintf("after %s there is still %s", n, strings.Join(f.Left, ", "))
	}
	return fmt.Sprintf("the same error after %s", n)
}

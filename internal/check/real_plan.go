package check

import (
	"slices"
	"time"

	"ipclua/internal/sim"
)

// plan is what the real kernel is to repeat: a simulated run, step by step. It
// is made by watching the run: it stands between the machine and its chooser and
// observer.
type plan struct {
	exact   bool
	steps   []planned
	outcome sim.Outcome
	failure *Failure
	left    []object // that nobody removed
	pids    []int    // of the processes, by number, from 1: as the simulation calls them
	parents []int    // their numbers, 0 for none

	choose  sim.Chooser
	observe sim.Observer
}

// planned is one step, and the state that it leaves.
type planned struct {
	sim.Step
	now    time.Duration // virtual time
	bytes  []byte        // an access's, at most mostBytes of them
	values []uint16      // the set's

	// Settled tells that then every process came to its next step, or sleeps in a
	// queue of the kernel if it is listed, or has ended. Otherwise a process that a
	// signal ends goes on at once, or the run is over.
	settled bool
	asleep  []int
}

// mostBytes is how many bytes of an access are compared.
const mostBytes = 4096

// Choose is the chooser's.
func (p *plan) Choose(m *sim.Machine) int {
	if n := len(m.Made()); n > 0 {
		s := p.step(n - 1)
		s.settled = true
		for number := 1; number <= m.Processes(); number++ {
			if p.sleeps(m, number) {
				s.asleep = append(s.asleep, number)
			}
		}
	}
	return p.choose.Choose(m)
}

// sleeps tells whether a process sleeps in a queue, which is so in exact runs
// only.
func (p *plan) sleeps(m *sim.Machine, number int) bool {
	next := m.Next(number)
	return m.Exact() && next != nil && next.MayQueue() && m.Blocked(number)
}

// Made is the observer's.
func (p *plan) Made(m *sim.Machine, s *sim.Step) {
	made := m.Made()
	i := len(made) - 1
	for made[i].Process != s.Process || made[i].Number != s.Number || made[i].Expires != s.Expires {
		i--
	}
	step := p.step(i)
	step.now = m.Now()
	switch s.Call {
	case "read", "write", "atomic":
		if b := m.IPC.Bytes(s.ID); b != nil {
			step.bytes = slices.Clone(b[s.Offset : s.Offset+min(s.Length, mostBytes)])
		}
	case "semop", "semctl":
		step.values = slices.Clone(m.IPC.Values(s.ID))
	}
	p.observe.Made(m, s)
}

// step gives the step with an index, from 0.
func (p *plan) step(i int) *planned {
	for len(p.steps) <= i {
		p.steps = append(p.steps, planned{})
	}
	return &p.steps[i]
}

// finish completes the plan when the run is over.
func (p *plan) finish(m *sim.Machine, outcome sim.Outcome, failure *Failure) {
	p.exact, p.outcome, p.failure = m.Exact(), outcome, failure
	for i, made := range m.Made() {
		s := p.step(i)
		s.Step = made
		s.Ops = slices.Clone(made.Ops)
	}
	if failure != nil && failure.Step < len(p.steps) {
		p.steps = p.steps[:failure.Step] // how the run goes on is of no interest
	} else if n := len(p.steps); outcome.Deadlock && n > 0 {
		last := &p.steps[n-1]
		last.settled = true
		for i := range outcome.Pending {
			if next := &outcome.Pending[i]; m.Exact() && next.MayQueue() {
				last.asleep = append(last.asleep, next.Process)
			}
		}
	}
	for _, o := range m.IPC.Left() {
		p.left = append(p.left, object{o.Kind, o.ID})
	}
	for number := 1; number <= m.Processes(); number++ {
		process := m.Process(number)
		p.pids = append(p.pids, process.Pid())
		parent := 0
		if process.Parent != nil {
			parent = process.Parent.Number
		}
		p.parents = append(p.parents, parent)
	}
}

package sim

import (
	"runtime"
	"slices"
	"sync"
	"time"

	"ipclua/sysv"
)

// Machine is one run. Whoever has the baton runs: a process between two of its
// steps, or in one. A process that comes to a step hands it on.
type Machine struct {
	IPC *IPC

	config    Config
	chooser   Chooser
	processes []*Process // by number, from 1
	made      []Step
	accesses  []Access // room for those of made
	ops       []sysv.SemOp
	enabled   []int
	advance   []*Process // those that must come to their next step before anybody is chosen
	current   int        // who made the last step
	version   int        // grows with each step that changes something
	now       time.Duration
	outcome   Outcome
	last      int // how many steps there are at most after Stop, -1 before
	over      chan struct{}
	alive     sync.WaitGroup
}

// Epoch is the time at which every run begins, in seconds since 1970: 2001-09-09
// 01:46:40 UTC.
const Epoch = 1_000_000_000

// tick is the virtual time that a step takes.
const tick = time.Microsecond

// NewMachine makes a machine that is to run once.
func NewMachine(c Config, chooser Chooser) *Machine {
	m := &Machine{IPC: NewIPC(), config: c, chooser: chooser, last: -1, over: make(chan struct{})}
	m.IPC.Time = func() int64 { return Epoch + int64(m.now/time.Second) }
	if r := c.Room; r != nil {
		m.made = r.made[:0]
		m.accesses, m.ops = make([]Access, 0, r.accesses), make([]sysv.SemOp, 0, r.ops)
	}
	return m
}

// Run runs main as process 1 until everybody has ended or nobody can go on. Main
// gives its exit code; setup, which may be nil, sees the process before.
func (m *Machine) Run(name string, setup func(*Process), main func(*Process) int) Outcome {
	p := m.newProcess(nil, name, main)
	if setup != nil {
		setup(p)
	}
	m.advance = append(m.advance, p)
	m.pass(nil)
	<-m.over
	m.unwind()
	if r := m.config.Room; r != nil {
		*r = Room{m.made, len(m.accesses), len(m.ops)}
	}
	return m.outcome
}

// Stop ends the run after some more steps at most; 0: from now on nobody goes on.
// It is for the process that runs.
func (m *Machine) Stop(after int) { m.last = len(m.made) + after }

// Exact tells of [Config.Exact].
func (m *Machine) Exact() bool { return m.config.Exact }

// Made are the steps that were made, in order.
func (m *Machine) Made() []Step { return m.made }

// Next is what a process is about to do, nil when it has ended, and while nobody
// knows because a signal has just broken what it did.
func (m *Machine) Next(process int) *Step {
	if p := m.processes[process-1]; !p.ended && (p.dying == 0 || p.leaving) {
		return &p.next
	}
	return nil
}

// Processes is how many there have been.
func (m *Machine) Processes() int { return len(m.processes) }

// Process is one of them, by number.
func (m *Machine) Process(number int) *Process { return m.processes[number-1] }

// Enabled are the processes that can go on, in the order of their numbers. One
// that has looked at the same for long is among them only when all have, and one
// that a signal is ending is alone.
func (m *Machine) Enabled() []int { return m.enabled }

// Current is the process that made the last step, 0 before the first.
func (m *Machine) Current() int { return m.current }

// Now is the virtual time since the beginning.
func (m *Machine) Now() time.Duration { return m.now }

// pass hands the baton on: to one that must come to its next step, else to
// whoever the chooser says. It tells whether p, which has the baton, keeps it.
func (m *Machine) pass(p *Process) (keeps bool) {
	var next *Process
	if n := len(m.advance); n > 0 {
		next = m.advance[0]
		m.advance = slices.Delete(m.advance, 0, 1)
		if next.leaving {
			m.enabled = append(m.enabled[:0], next.Number)
			next = m.ask()
		}
	} else {
		next = m.choose()
	}
	if next == p {
		return p != nil
	}
	if next == nil {
		close(m.over)
		return false
	}
	next.resume()
	return false
}

// choose gives the process that makes the next step, nil at the end.
func (m *Machine) choose() *Process {
	if m.isOver() {
		return nil
	}
	if !m.findEnabled() {
		m.outcome.Deadlock = slices.ContainsFunc(m.processes, func(p *Process) bool { return !p.ended })
		return nil
	}
	return m.ask()
}

// isOver tells whether there is to be no further step, whoever could make one.
func (m *Machine) isOver() bool { return m.last >= 0 && len(m.made) >= m.last }

// ask asks the chooser for one of those that are enabled.
func (m *Machine) ask() *Process {
	if m.isOver() {
		return nil
	}
	if m.config.Steps > 0 && len(m.made) >= m.config.Steps {
		m.outcome.Bounded = true
		return nil
	}
	number := m.chooser.Choose(m)
	if number == 0 {
		m.outcome.GivenUp = true
		return nil
	}
	return m.processes[number-1]
}

// findEnabled sets enabled and tells whether anybody is.
func (m *Machine) findEnabled() bool {
	m.enabled = m.enabled[:0]
	spinning := 0
	for _, p := range m.processes {
		if p.ended || !p.canGoOn() {
			continue
		}
		if p.spins() {
			spinning++
			continue
		}
		m.enabled = append(m.enabled, p.Number)
	}
	m.outcome.Spins = m.outcome.Spins || spinning > 0
	if len(m.enabled) == 0 && spinning > 0 {
		for _, p := range m.processes {
			if !p.ended && p.canGoOn() {
				m.enabled = append(m.enabled, p.Number)
			}
		}
	}
	return len(m.enabled) > 0
}

// record notes the step that p makes.
func (m *Machine) record(p *Process) {
	s := p.next
	from := len(m.accesses)
	m.accesses = append(m.accesses, s.Accesses...)
	s.Accesses = m.accesses[from:len(m.accesses):len(m.accesses)]
	if len(s.Ops) > 0 {
		from = len(m.ops)
		m.ops = append(m.ops, s.Ops...)
		s.Ops = m.ops[from:len(m.ops):len(m.ops)]
	}
	p.made = len(m.made)
	m.made = append(m.made, s)
	m.outcome.Steps++
	m.current = p.Number
	m.now += tick
}

// arrived looks for a race of p's next step with those of the others.
func (m *Machine) arrived(p *Process) {
	if m.outcome.Race != nil || p.Apart || len(p.next.Accesses) != 1 || p.next.Accesses[0].Space != Bytes {
		return
	}
	for _, q := range m.processes {
		if q != p && !q.Apart && !q.ended && q.waiting && Races(&p.next, &q.next) {
			m.outcome.Race = &Race{len(m.made), q.next.clone(), p.next.clone()}
			return
		}
	}
}

// unwind ends the goroutines of those that had not ended.
func (m *Machine) unwind() {
	for _, p := range m.processes {
		if !p.ended {
			if p.waiting {
				m.outcome.Pending = append(m.outcome.Pending, p.next.clone())
			}
		}
	}
	for _, p := range m.processes {
		if !p.ended {
			p.dead = true
			p.resume()
		}
	}
	m.alive.Wait()
}

// goexit ends a goroutine whatever Lua is doing in it.
func goexit() { runtime.Goexit() }

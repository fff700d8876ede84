package explore

import (
	"slices"

	"ipclua/internal/sim"
)

// event is a step on the path.
type event struct {
	process int
	step    sim.Step
	woke    processes // who came to its next step because of it, by being spawned or woken
	clock   clock
	touches uint64   // what the step touches, see touches
	values  []uint16 // of the set that it operates on, before it
	failed  bool
	victim  sim.Step // of a kill, what that was about to do
}

// clock says of each process how many of its events are in the past of something
// (Mattern, 1989).
type clock []int

// has tells whether an event is in the past.
func (c clock) has(e *event) bool {
	p := e.process - 1
	return p < len(c) && e.clock[p] <= c[p]
}

func (c clock) join(other clock) clock {
	for len(c) < len(other) {
		c = append(c, 0)
	}
	for i, n := range other {
		c[i] = max(c[i], n)
	}
	return c
}

// set makes c a copy of another.
func (c clock) set(other clock) clock { return append(c[:0], other...) }

// count adds an event of a process.
func (c clock) count(process int) clock {
	for len(c) < process {
		c = append(c, 0)
	}
	c[process-1]++
	return c
}

// note keeps the step that the event's process is about to make.
func (e *event) note(m *sim.Machine) {
	accesses, ops := e.step.Accesses[:0], e.step.Ops[:0]
	e.step = *m.Next(e.process)
	e.step.Accesses = append(accesses, e.step.Accesses...)
	e.step.Ops = append(ops, e.step.Ops...)
	e.woke, e.failed, e.values, e.victim = 0, false, e.values[:0], sim.Step{}
	if e.step.Call == "kill" && e.step.Child != e.process {
		if s := m.Next(e.step.Child); s != nil {
			e.victim = *s
			e.victim.Accesses, e.victim.Ops = slices.Clone(s.Accesses), slices.Clone(s.Ops)
		}
	}
	e.touches = touches(&e.step)
	if e.step.Call == "semop" {
		e.values = append(e.values, m.IPC.Values(e.step.ID)...)
	}
}

// observe completes the event before the present state: what came of it, and who
// has come to another step without having been chosen.
func (d *dpor) observe(m *sim.Machine) {
	if d.depth < d.fresh {
		return
	}
	for len(d.stated) < m.Processes() {
		d.stated = append(d.stated, 0)
	}
	var came processes
	for i := range m.Processes() {
		number := 0
		if s := m.Next(i + 1); s != nil {
			number = s.Number
		}
		if number != 0 && number != d.stated[i] {
			came |= only(i + 1)
		}
		d.stated[i] = number
	}
	if d.depth > d.fresh {
		e := &d.path[d.depth-1].event
		e.woke = came &^ only(e.process)
		e.failed = m.Made()[d.made].Err != nil
	}
	d.made = len(m.Made())
}

// ordered tells whether two steps of different processes cannot be swapped
// wherever they come one after the other: their order matters, or the first may
// have made the second possible.
func (d *dpor) ordered(a, b *sim.Step) bool {
	if a.Call == "kill" || b.Call == "kill" {
		return true
	}
	if sim.Dependent(a, b) {
		return true
	}
	for i := range a.Accesses {
		for j := range b.Accesses {
			if x, y := &a.Accesses[i], &b.Accesses[j]; enables(x, y) && !d.isCalm(x) {
				return true
			}
		}
	}
	return false
}

// touches gives a number that has no bit in common with that of a step that touches
// nothing that this one touches, or seldom has.
func touches(s *sim.Step) (bits uint64) {
	if s.Call == "kill" {
		return ^uint64(0)
	}
	for i := range s.Accesses {
		a := &s.Accesses[i]
		from, to := a.From, a.To
		if a.Space == sim.Bytes {
			from, to = from/4, (to+3)/4
		}
		if a.ID == sim.All || to-from > 64 {
			return ^uint64(0)
		}
		place := uint64(a.Space)<<56 ^ uint64(a.ID)<<24
		for ; from < to; from++ {
			bits |= 1 << (mix(place^uint64(from)) % 64)
		}
	}
	return bits
}

// enables tells whether one of two operations gives what the other takes.
func enables(a, b *sim.Access) bool {
	return (a.Mode == sim.Up && b.Mode == sim.Down || a.Mode == sim.Down && b.Mode == sim.Up) && same(a, b)
}

// came sets the base of what a process is about to do after so many events: that
// of its last event, and of those that woke it since. It gives the number of
// events before it came to it.
func (d *dpor) came(process, depth int) (since int) {
	d.base = d.base[:0]
	for i := depth - 1; i >= 0; i-- {
		e := &d.path[i].event
		if e.process != process && !e.woke.has(process) {
			continue
		}
		since = max(since, i+1)
		d.base = d.base.join(e.clock)
		if e.process == process {
			break
		}
	}
	return since
}

// isOpen tells whether a stated step may still be made. In an exact run a process
// states what it sleeps in, and has made that but for giving up.
func (d *dpor) isOpen(s *sim.Step) bool {
	for i := range d.path[:d.depth] {
		if e := &d.path[i].event; e.process == s.Process && e.step.Number == s.Number {
			return s.Timeout >= 0
		}
	}
	return true
}

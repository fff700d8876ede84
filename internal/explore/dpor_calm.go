package explore

import "ipclua/internal/sim"

// A semaphore is calm so long as a single process downs it, but for what was done
// before that was spawned: it counts what others have done. Then an Up is before a
// Down only where that would have to wait without it, whatever the order of the
// other Ups; where these are enough nothing orders the two. Of a semaphore that is
// not calm every Up is ordered with every Down.
//
// Semaphores are taken for calm until they turn out not to be; then all starts
// anew.

// semaphore is one of a set.
type semaphore struct{ set, num int }

// isCalm tells whether an access is an Up or a Down of a calm semaphore.
func (d *dpor) isCalm(a *sim.Access) bool {
	return a.Space == sim.Set && (a.Mode == sim.Up || a.Mode == sim.Down) && !d.restless[semaphore{a.ID, a.From}]
}

func (d *dpor) disturb(a *sim.Access) {
	if d.restless == nil {
		d.restless = map[semaphore]bool{}
	}
	if s := (semaphore{a.ID, a.From}); !d.restless[s] {
		d.restless[s], d.again = true, true
	}
}

// checkCalm looks at a step for itself: waiting for zero, giving up instead of
// waiting, and several operations in one are too much, unless nobody else is there
// yet.
func (d *dpor) checkCalm(s *sim.Step, depth int) {
	if s.Call != "semop" || d.exact || s.Process == 1 && d.alone(depth) {
		return
	}
	for i := range s.Accesses {
		if a := &s.Accesses[i]; len(s.Accesses) > 1 || a.Mode != sim.Up && a.Mode != sim.Down {
			d.disturb(a)
		}
	}
}

// alone tells whether the first events were those of process 1 before it spawned
// another.
func (d *dpor) alone(depth int) bool {
	for i := range d.path[:depth] {
		if e := &d.path[i].event; e.process != 1 || e.woke != 0 {
			return false
		}
	}
	return true
}

// checkOrder looks at a step and an event of another process: whether both down the
// same.
func (d *dpor) checkOrder(e *event, s *sim.Step) {
	if e.step.Call != "semop" || s.Call != "semop" || len(e.step.Accesses) > 1 || len(s.Accesses) > 1 {
		return
	}
	a, b := &e.step.Accesses[0], &s.Accesses[0]
	if a.Mode != b.Mode || !same(a, b) || !d.isCalm(a) || d.spawned(s.Process, e) {
		return
	}
	if a.Mode == sim.Down {
		d.disturb(a)
	} else {
		d.counts = true
	}
}

// spawned tells whether a process was spawned after an event.
func (d *dpor) spawned(process int, e *event) bool {
	for i := range d.path[:d.depth] {
		if g := &d.path[i].event; g.woke.has(process) {
			return g.clock.has(e)
		}
	}
	return false
}

// needs tells whether event number i would have to wait if an earlier one that ups
// a calm semaphore had not happened, even if all others came first that can.
func (d *dpor) needs(i int, e *event) bool {
	s := &d.path[i].event
	if e.failed || e.step.Call != "semop" || s.step.Call != "semop" || len(e.step.Accesses) > 1 || len(s.step.Accesses) > 1 {
		return false
	}
	a, b := &e.step.Accesses[0], &s.step.Accesses[0]
	if a.Mode != sim.Up || b.Mode != sim.Down || !same(a, b) || !d.isCalm(a) || b.From >= len(s.values) {
		return false
	}
	value := int(s.values[b.From]) - a.N
	for j := range d.path[:d.depth] {
		g := &d.path[j].event
		if g == e || g.failed || g.step.Call != "semop" || len(g.step.Accesses) > 1 {
			continue
		}
		if c := &g.step.Accesses[0]; c.Mode != sim.Up || !same(a, c) {
			continue
		}
		if j < i && g.clock.has(e) {
			value -= g.step.Accesses[0].N
		} else if j > i && g.process != e.process && g.process != s.process {
			value += g.step.Accesses[0].N
		}
	}
	return value < b.N
}

func same(a, b *sim.Access) bool { return a.Space == b.Space && a.ID == b.ID && a.From == b.From }

package explore

import "ipclua/internal/sim"

// A semaphore is calm so long as a single process ups it and a single one downs it,
// but for what was done before these were spawned. Then an Up is before a Down only where that would have to wait
// without it, which is the same in all runs of a class. Of a semaphore that is not
// calm every Up is ordered with every Down: which Up a Down needs is not
// determined where there are several.
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
// waiting, and several operations on one semaphore are too much.
func (d *dpor) checkCalm(s *sim.Step) {
	if s.Call != "semop" || d.exact {
		return
	}
	for i := range s.Accesses {
		a := &s.Accesses[i]
		if a.Mode != sim.Up && a.Mode != sim.Down {
			d.disturb(a)
		}
		for j := range i {
			if b := &s.Accesses[j]; a.From == b.From {
				d.disturb(a)
			}
		}
	}
}

// checkOrder looks at a step and an event of another process.
func (d *dpor) checkOrder(e *event, s *sim.Step) {
	if e.step.Call != "semop" || s.Call != "semop" {
		return
	}
	for i := range e.step.Accesses {
		for j := range s.Accesses {
			if a, b := &e.step.Accesses[i], &s.Accesses[j]; a.Mode == b.Mode && same(a, b) && d.isCalm(a) && !d.spawned(s.Process, e) {
				d.disturb(a)
			}
		}
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

// needs tells whether a step would have to wait without an event that ups a calm
// semaphore, and without those that were asked for before: the later ones.
// d.surplus is by how much the values that the step finds are higher than it needs.
func (d *dpor) needs(e *event, s *sim.Step) bool {
	needed := false
	for i := range e.step.Accesses {
		for j := range d.surplus {
			a, b := &e.step.Accesses[i], &s.Accesses[j]
			if a.Mode == sim.Up && b.Mode == sim.Down && same(a, b) && d.isCalm(a) && !e.failed {
				d.surplus[j] -= a.N
				needed = needed || d.surplus[j] < 0
			}
		}
	}
	return needed
}

// finds sets d.surplus for operations on a set with some values.
func (d *dpor) finds(s *sim.Step, values []uint16) {
	d.surplus = d.surplus[:0]
	if s.Call != "semop" {
		return
	}
	for i := range s.Accesses {
		a := &s.Accesses[i]
		if a.From >= len(values) {
			d.surplus = d.surplus[:0]
			return
		}
		d.surplus = append(d.surplus, int(values[a.From])-a.N)
	}
}

func same(a, b *sim.Access) bool { return a.Space == b.Space && a.ID == b.ID && a.From == b.From }

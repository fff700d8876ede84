package explore

import "ipclua/internal/sim"

// follow looks for the races of a step that comes, or would come, after so many
// events: those events that might come after it instead. It leaves the step's past
// in d.past.
//
// An event that made the step possible is in its past, but cannot come after it.
// One further back may: who took a semaphore that somebody else gave back since.
//
// One that is pending waits: where it is made it is not known what would come
// before.
func (d *dpor) follow(s *sim.Step, depth int, pending bool) {
	since := d.came(s.Process, depth)
	d.past, d.cover = d.past.set(d.base), d.cover.set(d.base)
	for i := depth - 1; i >= 0; i-- {
		e := &d.path[i].event
		if d.cover.has(e) || !ordered(&e.step, s) {
			continue
		}
		direct := !pending && !d.past.has(e) && !mayDoBoth(s)
		d.past = d.past.join(e.clock)
		possible, known := d.possible(s, since, i, depth)
		if !direct && known && !possible && d.mixed(s, i, depth) {
			known = false
		}
		if known && !possible {
			continue
		}
		d.reverse(s, i, depth, direct)
		if known {
			d.cover = d.cover.join(e.clock)
		}
	}
}

// possible tells whether a step could be made before event i, after those later
// events that do not depend on it.
func (d *dpor) possible(s *sim.Step, since, i, depth int) (possible, known bool) {
	e := &d.path[i]
	switch {
	case !mayBlock(s):
		return true, true
	case e.step.Call == "exit" && s.Call == "wait":
		return false, true
	case s.Call == "semop" && e.step.Call == "semop":
		return d.couldOperate(s, i, depth)
	}
	for j := i + 1; j < depth; j++ {
		if g := &d.path[j].event; !g.clock.has(&e.event) && ordered(&g.step, s) {
			return true, false
		}
	}
	return e.enabled.has(s.Process), since <= i
}

// mixed tells whether, but for event i, others would be left that a step depends
// on, and that it need not follow.
func (d *dpor) mixed(s *sim.Step, i, depth int) bool {
	e := &d.path[i].event
	for j := i + 1; j < depth; j++ {
		if g := &d.path[j].event; !d.base.has(g) && !g.clock.has(e) && ordered(&g.step, s) {
			return true
		}
	}
	return false
}

// mayBlock tells whether a step is one that may have to wait.
func mayBlock(s *sim.Step) bool {
	switch s.Call {
	case "semop", "msgsnd", "msgrcv", "wait":
		return s.Timeout < 0
	}
	return false
}

// mayDoBoth tells whether a step has operations that wait, and others that give up
// where they would have to: more of a semaphore may make it wait.
func mayDoBoth(s *sim.Step) bool {
	waits, givesUp := false, false
	for i := range s.Ops {
		switch s.Accesses[i].Mode {
		case sim.Atomic:
			givesUp = true
		case sim.Down, sim.Zero:
			waits = true
		}
	}
	return waits && givesUp
}

// couldOperate is possible for operations on one set.
func (d *dpor) couldOperate(s *sim.Step, i, depth int) (possible, known bool) {
	e := &d.path[i].event
	d.values = d.values[:0]
	for _, v := range e.values {
		d.values = append(d.values, int(v))
	}
	for j := i + 1; j < depth; j++ {
		g := &d.path[j].event
		if g.failed || g.clock.has(e) || !ordered(&g.step, s) {
			continue
		}
		if g.step.Call != "semop" {
			return true, false
		}
		for _, op := range g.step.Ops {
			d.values[op.Num] += int(op.Op)
		}
	}
	if mayDoBoth(s) {
		return true, false
	}
	for k, op := range s.Ops {
		if int(op.Num) >= len(d.values) {
			return true, true // and fails
		}
		v := d.values[op.Num]
		if op.Op == 0 && v != 0 || v+int(op.Op) < 0 {
			return s.Accesses[k].Mode == sim.Atomic, true // which does not wait
		}
		d.values[op.Num] = v + int(op.Op)
	}
	return true, true
}

// reverse sees to it that another run makes the step before event i: in the state
// before it one of those must go on who can come first when all that does not
// depend on the event is made without it.
//
// Direct tells that nothing but the event keeps the two in order. Otherwise the
// step had to wait for somebody, and which of the other events that it depends on
// would be before it nobody knows; then everybody must.
func (d *dpor) reverse(s *sim.Step, i, depth int, direct bool) {
	n := &d.path[i]
	var initials processes
	d.first = d.first[:0]
	last, mixed := true, false // whether s depends on none of the others; on one that it does not follow anyhow
	for j := i + 1; j < depth; j++ {
		g := &d.path[j].event
		if g.clock.has(&n.event) {
			continue
		}
		if d.past.has(g) {
			last = false
			mixed = mixed || !d.base.has(g) && ordered(&g.step, s)
		}
		if !follows(g, d.first) {
			d.first = append(d.first, g)
			initials |= only(g.process)
		}
	}
	if last {
		initials |= only(s.Process)
	}
	switch {
	case !direct && mixed:
		n.backtrack |= n.enabled
	case initials&(n.backtrack|n.sleep) != 0:
	case initials&n.enabled == 0:
		n.backtrack |= n.enabled
	case initials.has(s.Process) && n.enabled.has(s.Process):
		n.backtrack |= only(s.Process)
	default:
		n.backtrack |= only((initials & n.enabled).lowest())
	}
}

// follows tells whether one of some events is in the past of another.
func follows(e *event, some []*event) bool {
	for _, other := range some {
		if e.clock.has(other) {
			return true
		}
	}
	return false
}

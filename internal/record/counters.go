package record

import (
	"cmp"
	"slices"

	"ipclua/internal/trace"
	"ipclua/sysv"
)

// unknown is a counter whose value the record does not tell.
const unknown = -1

// change is what a call did to the counters of an object: the semaphores of a set,
// or a queue's numbers of messages by type. It happened at one instant between lo
// and hi.
type change struct {
	moment        *moment
	lo, hi        int64
	waited        bool
	late          bool // what it waited for is not told by the counters
	perhaps       bool // its process was ended in it: it may not have happened
	ops           []sysv.SemOp
	undo          bool        // the kernel's, when a process ends: a value does not fall below 0
	set           map[int]int // values that it gave, whatever was there
	seen          map[int]int // values that it saw
	before, after []int       // as every order has them; unknown where they differ
	told          bool
}

// apply gives the counters after a change, and whether it could have been made.
func (c *change) apply(values []int) ([]int, bool) {
	values = slices.Clone(values)
	for _, op := range c.ops {
		v := values[op.Num]
		switch {
		case v == unknown:
			continue
		case c.undo:
			values[op.Num] = max(0, v+int(op.Op))
		case op.Op == 0 && v != 0, v+int(op.Op) < 0:
			return nil, false
		default:
			values[op.Num] = v + int(op.Op)
		}
	}
	for num, v := range c.seen {
		if values[num] != unknown && values[num] != v {
			return nil, false
		}
		values[num] = v
	}
	for num, v := range c.set {
		values[num] = v
	}
	return values, true
}

// can says whether a change could be made.
func (c *change) can(values []int) bool {
	if len(c.ops) == 1 && c.seen == nil {
		v, op := values[c.ops[0].Num], int(c.ops[0].Op)
		return v == unknown || c.undo || v+op >= 0 && (op != 0 || v == 0)
	}
	_, possible := c.apply(values)
	return possible
}

// tell notes the values of one order that is possible.
func (c *change) tell(before, after []int) {
	if !c.told {
		c.told, c.before, c.after = true, slices.Clone(before), slices.Clone(after)
		return
	}
	for num := range before {
		if c.before[num] != before[num] {
			c.before[num] = unknown
		}
		if c.after[num] != after[num] {
			c.after[num] = unknown
		}
	}
}

// counters are an object's, with all that was done to them by each process in turn.
type counters struct {
	start   []int
	threads [][]*change
}

// arrange gives the calls that change something their place in the order, their
// values, and who let whom through.
func (m *merge) arrange() {
	slices.SortStableFunc(m.moments, func(a, b *moment) int { return cmp.Compare(a.item.begin, b.item.begin) })
	m.meetObjects()
	for _, x := range m.moments {
		if x.item.end != 0 && (x.call == wait || x.Since != 0) {
			x.at = x.item.end
		}
		if p := m.processes[x.Process-1]; x.item.end == 0 && p.end != 0 { // it was ended in it
			x.at = p.end - 2
		}
	}
	type object struct {
		kind trace.Kind
		id   int
	}
	done := map[object][]*moment{}
	var ends []*moment
	for _, x := range m.moments {
		if x.call == ended {
			ends = append(ends, x)
		} else {
			o := object{x.Kind, x.ID}
			done[o] = append(done[o], x)
		}
	}
	for _, o := range m.run.Objects {
		moments := done[object{o.Kind, o.ID}]
		switch o.Kind {
		case trace.Semaphore:
			c := m.set(o, moments, ends)
			c.values(moments, c.solve())
		case trace.Queue:
			m.queue(moments).solve()
		}
		removed(moments)
	}
}

// removed says who let those through whose object was removed under them.
func removed(moments []*moment) {
	var remover *moment
	for _, x := range moments {
		if cmd, _ := unpair(x.a); x.errno == 0 && cmd == sysv.IPC_RMID && (x.call == semctl || x.call == msgctl) {
			remover = x
		}
	}
	for _, x := range moments {
		if sysv.Errno(x.errno) == sysv.EIDRM && x.since != 0 {
			x.wait = remover
		}
	}
}

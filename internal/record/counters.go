package record

import (
	"cmp"
	"math"
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
	for _, o := range m.run.Objects {
		var c *counters
		switch o.Kind {
		case trace.Semaphore:
			c = m.set(o)
		case trace.Queue:
			c = m.queue(o)
		default:
			continue
		}
		final := c.solve()
		if o.Kind == trace.Semaphore {
			m.values(c, o, final)
		}
		m.removed(o)
	}
}

// set lists what was done to a set.
func (m *merge) set(o trace.Object) *counters {
	c := &counters{start: make([]int, o.Size), threads: make([][]*change, len(m.processes))}
	for num := range c.start {
		c.start[num] = unknown
	}
	undo := make([]map[uint16]int, len(m.processes))
	created := false
	for _, x := range m.moments {
		switch {
		case x.call == ended:
			m.undo(c, x, undo[x.Process-1])
			continue
		case x.Kind != o.Kind || x.ID != o.ID || x.errno != 0 || x.item.end == 0:
			continue
		}
		k := &change{moment: x, lo: max(x.item.begin, x.since), hi: x.item.end, waited: x.since != 0}
		switch x.call {
		case semget:
			if !created && isNew(x) {
				created = true
				clear(c.start)
			}
			continue
		case semop:
			k.ops = x.Ops
			if !fits(k.ops, o.Size) {
				continue
			}
			for _, op := range x.Ops {
				if op.Flg&sysv.SEM_UNDO != 0 && op.Op != 0 {
					if undo[x.Process-1] == nil {
						undo[x.Process-1] = map[uint16]int{}
					}
					undo[x.Process-1][op.Num] -= int(op.Op)
				}
			}
		case semctl:
			cmd, num := unpair(x.a)
			values := valuesOf(x.text)
			switch {
			case cmd == sysv.SETVAL && num >= 0 && num < o.Size:
				k.set = map[int]int{num: int(x.b)}
			case cmd == sysv.GETVAL && num >= 0 && num < o.Size:
				k.seen = map[int]int{num: int(x.result)}
			case cmd == sysv.SETALL && len(values) == o.Size:
				k.set = toMap(values)
			case cmd == sysv.GETALL && len(values) == o.Size:
				k.seen = toMap(values)
			default:
				continue
			}
			if k.set != nil { // it clears what others would undo (semctl(2))
				for _, u := range undo {
					for n := range k.set {
						delete(u, uint16(n))
					}
				}
			}
		default:
			continue
		}
		c.threads[x.Process-1] = append(c.threads[x.Process-1], k)
	}
	return c
}

// isNew tells whether a get call is known to have made its object.
func isNew(x *moment) bool {
	key, flags := unpair(x.a)
	return key == int(sysv.IPC_PRIVATE) || flags&sysv.IPC_CREAT != 0 && flags&sysv.IPC_EXCL != 0
}

func fits(ops []sysv.SemOp, size int) bool {
	return !slices.ContainsFunc(ops, func(op sysv.SemOp) bool { return int(op.Num) >= size })
}

func toMap(values []uint16) map[int]int {
	all := map[int]int{}
	for n, v := range values {
		all[n] = int(v)
	}
	return all
}

// undo is what the kernel does to a set when a process ends.
func (m *merge) undo(c *counters, x *moment, adjustments map[uint16]int) {
	k := &change{moment: x, lo: x.item.begin, hi: x.item.end, undo: true}
	for num, n := range adjustments {
		if n != 0 {
			k.ops = append(k.ops, sysv.SemOp{Num: num, Op: int16(n)})
		}
	}
	if k.ops != nil {
		c.threads[x.Process-1] = append(c.threads[x.Process-1], k)
	}
}

// queue lists what was sent to a queue and received from it: a counter for each
// type.
func (m *merge) queue(o trace.Object) *counters {
	c := &counters{threads: make([][]*change, len(m.processes))}
	types := map[int64]uint16{}
	first := unknown
	for _, x := range m.moments {
		if x.Kind != o.Kind || x.ID != o.ID || x.errno != 0 || x.item.end == 0 {
			continue
		}
		if x.call == msgget && isNew(x) {
			first = 0
		}
		k := &change{moment: x, lo: max(x.item.begin, x.since), hi: x.item.end, waited: x.since != 0}
		kind, op := x.a, int16(1)
		switch x.call {
		case msgsnd:
			k.late = k.waited
		case msgrcv:
			if _, flags := unpair(x.b); flags&sysv.MSG_COPY != 0 || len(x.text) != 8 {
				continue
			}
			kind, op = int64(order.Uint64(x.text)), -1
		default:
			continue
		}
		num, known := types[kind]
		if !known {
			if len(types) > math.MaxUint16 {
				continue
			}
			num = uint16(len(types))
			types[kind] = num
			c.start = append(c.start, unknown)
		}
		k.ops = []sysv.SemOp{{Num: num, Op: op}}
		c.threads[x.Process-1] = append(c.threads[x.Process-1], k)
	}
	for n := range c.start {
		c.start[n] = first
	}
	return c
}

// values gives the events of a set the values that are certain, and those that
// wait at the end what is there.
func (m *merge) values(c *counters, o trace.Object, final []int) {
	for _, thread := range c.threads {
		for _, k := range thread {
			if k.told && k.moment.call != ended {
				k.moment.Before, k.moment.After = toValues(k.before), toValues(k.after)
			}
		}
	}
	for _, x := range m.moments {
		if x.Kind == o.Kind && x.ID == o.ID && x.call == semop && x.item.end == 0 {
			x.Before = toValues(final)
		}
	}
}

// toValues is nil where nothing is known.
func toValues(values []int) trace.Values {
	if !slices.ContainsFunc(values, func(v int) bool { return v != unknown }) {
		return nil
	}
	list := make(trace.Values, len(values))
	for n, v := range values {
		list[n] = trace.Unknown
		if v >= 0 && v < trace.Unknown {
			list[n] = uint16(v)
		}
	}
	return list
}

// removed says who let those through whose object was removed under them.
func (m *merge) removed(o trace.Object) {
	var remover *moment
	for _, x := range m.moments {
		if cmd, _ := unpair(x.a); x.Kind == o.Kind && x.ID == o.ID && x.errno == 0 && cmd == sysv.IPC_RMID && (x.call == semctl || x.call == msgctl) {
			remover = x
		}
	}
	for _, x := range m.moments {
		if remover != nil && x.Kind == o.Kind && x.ID == o.ID && sysv.Errno(x.errno) == sysv.EIDRM && x.since != 0 {
			x.wait = remover
		}
	}
}

package record

import (
	"math"
	"slices"

	"ipclua/internal/trace"
	"ipclua/sysv"
)

// set lists what was done to a set; ends are those of processes.
func (m *merge) set(o trace.Object, moments, ends []*moment) *counters {
	c := &counters{start: make([]int, o.Size), threads: make([][]*change, len(m.processes))}
	for num := range c.start {
		c.start[num] = unknown
	}
	undo := make([]map[uint16]int, len(m.processes))
	created := false
	for _, x := range moments {
		if x.errno != 0 {
			continue
		}
		k := &change{moment: x, lo: max(x.item.begin, x.since), hi: x.item.end, waited: x.since != 0}
		if k.hi == 0 {
			k.perhaps, k.hi = true, m.processes[x.Process-1].end
		}
		if k.hi == 0 {
			k.hi = math.MaxInt64 - 1
		}
		switch x.call {
		case semget:
			if !created && isNew(x) && !k.perhaps {
				created = true
				clear(c.start)
			}
			continue
		case semop:
			if k.ops = x.Ops; len(k.ops) == mostItems { // perhaps there were more
				k.ops, k.set = nil, allUnknown(o.Size)
			}
			for _, op := range x.Ops {
				if op.Flg&sysv.SEM_UNDO != 0 && op.Op != 0 && !k.perhaps {
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
			case (cmd == sysv.GETVAL || cmd == sysv.GETALL) && k.perhaps:
				continue
			case cmd == sysv.GETVAL && num >= 0 && num < o.Size:
				k.seen = map[int]int{num: int(x.result)}
			case cmd == sysv.SETALL && len(values) == o.Size:
				k.set = toMap(values)
			case cmd == sysv.SETALL:
				k.set = allUnknown(o.Size)
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
	for _, x := range ends {
		c.undo(x, undo[x.Process-1])
		undo[x.Process-1] = nil
	}
	for n, p := range m.processes {
		if !m.outcome.Stopped {
			c.forget(n, p, undo[n])
		}
	}
	return c
}

// isNew tells whether a get call is known to have made its object.
func isNew(x *moment) bool {
	key, flags := unpair(x.a)
	return key == int(sysv.IPC_PRIVATE) || flags&sysv.IPC_CREAT != 0 && flags&sysv.IPC_EXCL != 0
}

func allUnknown(size int) map[int]int {
	all := map[int]int{}
	for n := range size {
		all[n] = unknown
	}
	return all
}

func toMap(values []uint16) map[int]int {
	all := map[int]int{}
	for n, v := range values {
		all[n] = int(v)
	}
	return all
}

// undo is what the kernel does to a set when a process ends.
func (c *counters) undo(x *moment, adjustments map[uint16]int) {
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

// forget makes unknown what the kernel has undone, nobody saw when, for a process
// whose end is not recorded.
func (c *counters) forget(thread int, p *member, adjustments map[uint16]int) {
	k := &change{moment: &moment{}, lo: p.last, hi: p.last, set: map[int]int{}}
	for num := range adjustments {
		k.set[int(num)] = unknown
	}
	if len(k.set) > 0 {
		c.threads[thread] = append(c.threads[thread], k)
	}
}

// values gives the events of a set the values that are certain, and those that
// wait at the end what is there.
func (c *counters) values(moments []*moment, final []int) {
	for _, thread := range c.threads {
		for _, k := range thread {
			if k.told && k.moment.call != ended && !k.perhaps {
				k.moment.Before, k.moment.After = toValues(k.before), toValues(k.after)
			}
		}
	}
	for _, x := range moments {
		if x.call == semop && x.item.end == 0 {
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

package record

import (
	"math"

	"ipclua/sysv"
)

// queue lists what was sent to a queue and received from it: a counter for each
// type.
func (m *merge) queue(moments []*moment) *counters {
	c := &counters{threads: make([][]*change, len(m.processes))}
	types := map[int64]uint16{}
	first := unknown
	for _, x := range moments {
		if x.errno != 0 || x.item.end == 0 {
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

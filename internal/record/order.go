package record

import (
	"encoding/binary"
	"math"
	"slices"
)

// widest is how many states there may be after a number of changes, before the
// search gives up on the values there.
const widest = 512

// state is what may have been: how far each process has come, and the values.
type state struct {
	done   []int32
	values []int
	from   []edge
	alive  bool // it leads to the end
	plain  bool // also if nothing happened that need not have
	next   []edge
}

// edge is a change between two states.
type edge struct {
	change   *change
	from, to *state
	perhaps  bool // the change need not have happened, but here it did
}

// made is a change in the order that was chosen, and the values before it.
type made struct {
	change *change
	before []int
}

// search goes through what was done to an object's counters.
type search struct {
	*counters
	last int64  // the place of the last change in the order
	way  []made // the last changes
}

// remembered is how far back a search looks for what let a call through.
const remembered = 4096

// solve finds the orders in which the changes may have happened: each between its
// lo and hi, those of a process one after the other, and none that the values do
// not allow. That is the search for a linearisation (Wing and Gong, "Testing and
// verifying concurrent objects", JPDC 17, 1993), but for all there are: what holds
// in each is certain. Since a process makes one call at a time, few are possible at
// any moment.
//
// It gives each change a place in one of these orders, and the values at the end.
func (c *counters) solve() (final []int) {
	threads := slices.DeleteFunc(slices.Clone(c.threads), func(t []*change) bool { return len(t) == 0 })
	s := &search{counters: &counters{c.start, threads}}
	level := []*state{{done: make([]int32, len(threads)), values: c.start}}
	segment := [][]*state{level}
	for {
		if len(segment) == 1 {
			s.advance(level[0])
		}
		next, over := s.step(level)
		if over {
			break
		}
		if len(next) == 0 || len(next) > widest {
			// Something else has had a hand in it, or there is too much to try.
			segment[len(segment)-1] = level[:1]
			s.follow(segment, false)
			level = []*state{s.skip(level[0])}
			segment = [][]*state{level}
			continue
		}
		segment = append(segment, next)
		level = next
		if len(next) == 1 { // whatever the order was, here all are one
			s.follow(segment, true)
			level = []*state{{done: slices.Clone(next[0].done), values: next[0].values}}
			segment = [][]*state{level}
		}
	}
	s.follow(segment, true)
	return agreed(level)
}

// advance goes on from a state as long as only one change may come next: most of
// the time nobody else is at it.
func (s *search) advance(t *state) {
	for {
		var only *change
		thread := 0
		first := t.first(s.threads)
		for n, changes := range s.threads {
			if int(t.done[n]) == len(changes) || changes[t.done[n]].lo > first {
				continue
			}
			c := changes[t.done[n]]
			if c.perhaps && c.hi == first || c.can(t.values) && (only != nil || c.perhaps) {
				return
			}
			if c.can(t.values) {
				only, thread = c, n
			}
		}
		if only == nil {
			return
		}
		values, _ := only.apply(t.values)
		only.tell(t.values, values)
		s.put(only, t.values)
		t.done[thread]++
		t.values = values
	}
}

// first is when the first of the changes that are yet to come had been made.
func (t *state) first(threads [][]*change) int64 {
	first := int64(math.MaxInt64)
	for n, changes := range threads {
		if int(t.done[n]) < len(changes) {
			first = min(first, changes[t.done[n]].hi)
		}
	}
	return first
}

// step makes each change that may come next in each state.
func (s *search) step(level []*state) (next []*state, over bool) {
	over = true
	known := map[string]*state{}
	add := func(from *state, thread int, c *change, values []int, perhaps bool) {
		done := slices.Clone(from.done)
		done[thread]++
		key := stateKey(done, values)
		n := known[key]
		if n == nil {
			n = &state{done: done, values: values}
			known[key] = n
			next = append(next, n)
		}
		n.from = append(n.from, edge{c, from, n, perhaps})
	}
	for _, from := range level {
		first := from.first(s.threads)
		over = over && first == math.MaxInt64
		for t, thread := range s.threads {
			if int(from.done[t]) == len(thread) || thread[from.done[t]].lo > first {
				continue
			}
			change := thread[from.done[t]]
			if values, possible := change.apply(from.values); possible {
				add(from, t, change, values, change.perhaps)
			}
			if change.perhaps && change.hi == first { // the last moment at which it has not happened
				add(from, t, change, from.values, false)
				first = math.MinInt64 // one after the other
			}
		}
		if len(next) > widest {
			break
		}
	}
	return next, over
}

func stateKey(done []int32, values []int) string {
	key := make([]byte, 0, 4*len(done)+4*len(values))
	for _, n := range done {
		key = binary.LittleEndian.AppendUint32(key, uint32(n))
	}
	for _, v := range values {
		key = binary.LittleEndian.AppendUint32(key, uint32(v))
	}
	return string(key)
}

// skip goes on where no order fits: past the change that ends first, with values
// that nobody knows.
func (s *search) skip(from *state) *state {
	n := &state{done: slices.Clone(from.done), values: make([]int, len(from.values))}
	for i := range n.values {
		n.values[i] = unknown
	}
	earliest := -1
	for t, thread := range s.threads {
		if int(from.done[t]) < len(thread) && (earliest < 0 || thread[from.done[t]].hi < s.threads[earliest][from.done[earliest]].hi) {
			earliest = t
		}
	}
	k := s.threads[earliest][from.done[earliest]]
	s.last = max(s.last+1, k.lo)
	k.place(s.last)
	s.way = nil
	n.done[earliest]++
	return n
}

// agreed are the values that all states have.
func agreed(level []*state) []int {
	values := slices.Clone(level[0].values)
	for _, s := range level[1:] {
		for n, v := range s.values {
			if values[n] != v {
				values[n] = unknown
			}
		}
	}
	return values
}

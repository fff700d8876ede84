package record

import (
	"cmp"
	"slices"
)

// follow goes back from the end of a segment, so that only what leads there is
// left, tells the changes what is certain, and then goes one way through it: who
// waited goes on as soon as it can, as the kernel has it.
func (s *search) follow(segment [][]*state, certain bool) {
	for _, t := range segment[len(segment)-1] {
		t.alive, t.plain = true, true
	}
	for _, level := range slices.Backward(segment[1:]) {
		for _, t := range level {
			if !t.alive {
				continue
			}
			for _, e := range t.from {
				e.from.alive = true
				e.from.plain = e.from.plain || t.plain && !e.perhaps
				e.from.next = append(e.from.next, e)
				if certain {
					e.change.tell(e.from.values, t.values)
				}
			}
		}
	}
	for t := segment[0][0]; len(t.next) > 0; {
		e := slices.MinFunc(t.next, func(a, b edge) int { return a.compare(b) })
		s.put(e.change, t.values)
		t = e.to
	}
}

// compare says which of two changes that may both come next does so.
func (e edge) compare(f edge) int {
	return cmp.Or(cmp.Compare(e.rank(), f.rank()), cmp.Compare(e.change.when(), f.change.when()))
}

// rank is lower for what is more likely to come next.
func (e edge) rank() int {
	switch {
	case e.perhaps || !e.to.plain:
		return 2
	case e.change.waited && !e.change.late:
		return 0
	}
	return 1
}

// when is for who waited since when it did, for others when they were done.
func (c *change) when() int64 {
	if c.waited && !c.late {
		return c.lo
	}
	return c.hi
}

// place gives a change's event its place in the order. A process that ends may
// change several sets: the first tells.
func (c *change) place(at int64) {
	if !c.perhaps && (c.moment.call != ended || at < c.moment.at) {
		c.moment.at = at
	}
}

// waker finds in what was made before a change what let it through: the change
// before which it could not be made, and after which it could.
func (c *change) waker(way []made) {
	if !c.waited || c.perhaps {
		return
	}
	for _, m := range slices.Backward(way) {
		d := m.change
		if c.late { // room in a queue
			if len(d.ops) == 1 && d.ops[0].Op < 0 && d.hi >= c.lo {
				c.moment.wait = d.moment
				return
			}
		} else if _, possible := c.apply(m.before); !possible {
			if d.moment.Process != c.moment.Process {
				c.moment.wait = d.moment
			}
			return
		}
	}
}

// put adds a change to those that were made.
func (s *search) put(c *change, before []int) {
	if len(s.way) == remembered {
		s.way = append(s.way[:0], s.way[remembered/2:]...)
	}
	s.last = max(s.last+1, c.lo)
	c.place(s.last)
	c.waker(s.way)
	s.way = append(s.way, made{c, before})
}

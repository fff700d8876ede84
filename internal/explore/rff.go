package explore

import (
	"math/rand/v2"

	"ipclua/internal/sim"
)

// readsFrom brings it about that a read sees what a certain write has left, in the
// manner of RFF (Wolff, Shi, Duck, Mathur and Roychoudhury: Greybox Fuzzing for Concurrency
// Testing, ASPLOS 2024): of all pairs of a read and a write that could be its
// source, as earlier runs have shown them, it takes some at random and delays
// whoever would spoil them. Steps count as the same when they are at the same
// place in the source, whatever process makes them: with a hundred processes that
// do the same there are no more pairs than with two. A semaphore is written by
// every operation, and read by those that may wait.
func readsFrom(r *rand.Rand, known estimate) sim.Chooser {
	c := &steered{sampling: sampling{Rand: r}, last: map[spot]origin{}}
	if n := len(known.flows.list); n > 0 {
		for range 1 + r.IntN(mostWishes) {
			c.wishes = append(c.wishes, known.flows.list[r.IntN(n)])
		}
	}
	return c
}

// mostWishes is how many pairs a run is to bring about at most: mistakes seldom
// need more.
const mostWishes = 3

// flow is a pair of a read and a write of the same spot.
type flow struct {
	spot spot
	read origin
	from origin // the zero origin: nobody had written yet
}

// spot is a part of an object.
type spot struct {
	space    sim.Space
	id, from int
}

// origin is a place in the source from which steps come.
type origin struct {
	file string
	line int
	call string
}

func originOf(s *sim.Step) origin { return origin{s.File, s.Line, s.Call} }

// spotOf is what a step reads or writes, the first such thing.
func spotOf(s *sim.Step) (at spot, reads, writes bool) {
	for i := range s.Accesses {
		a := &s.Accesses[i]
		if a.Space != sim.Bytes && a.Space != sim.Set && a.Space != sim.Queue {
			continue
		}
		reads = a.Mode != sim.Write && a.Mode != sim.Up || a.Space == sim.Queue
		writes = a.Mode != sim.Read && a.Mode != sim.Zero
		return spot{a.Space, a.ID, a.From}, reads, writes
	}
	return spot{}, false, false
}

// flows are the pairs that are possible, as far as runs have shown.
type flows struct {
	list    []flow
	known   map[flow]bool
	readers map[spot][]origin
	writers map[spot][]origin
}

// learn adds what a run shows.
func (f *flows) learn(made []sim.Step) {
	if f.known == nil {
		f.known, f.readers, f.writers = map[flow]bool{}, map[spot][]origin{}, map[spot][]origin{}
	}
	for i := range made {
		at, reads, writes := spotOf(&made[i])
		o := originOf(&made[i])
		if reads && addOrigin(f.readers, at, o) {
			f.add(flow{at, o, origin{}})
			for _, from := range f.writers[at] {
				f.add(flow{at, o, from})
			}
		}
		if writes && addOrigin(f.writers, at, o) {
			for _, read := range f.readers[at] {
				f.add(flow{at, read, o})
			}
		}
	}
}

func (f *flows) add(pair flow) {
	const most = 10_000
	if !f.known[pair] && len(f.list) < most {
		f.known[pair] = true
		f.list = append(f.list, pair)
	}
}

func addOrigin(to map[spot][]origin, at spot, o origin) bool {
	for _, known := range to[at] {
		if known == o {
			return false
		}
	}
	to[at] = append(to[at], o)
	return true
}

// steered is partial order sampling that some wishes steer.
type steered struct {
	sampling
	wishes []flow // those that have not come true
	last   map[spot]origin
	seen   int // how many steps have been taken into account
}

func (c *steered) Choose(m *sim.Machine) int {
	c.observe(m.Made())
	c.draw(m)
	best, merit := 0, 0
	for _, number := range m.Enabled() {
		now := c.merit(m.Next(number))
		if best == 0 || now > merit || now == merit && c.pending[number-1].priority > c.pending[best-1].priority {
			best, merit = number, now
		}
	}
	return best
}

// observe keeps up with who wrote what last, and which wishes have come true.
func (c *steered) observe(made []sim.Step) {
	for ; c.seen < len(made); c.seen++ {
		s := &made[c.seen]
		at, reads, writes := spotOf(s)
		o := originOf(s)
		if reads {
			for i, w := range c.wishes {
				if w.spot == at && w.read == o && w.from == c.last[at] {
					c.wishes = append(c.wishes[:i], c.wishes[i+1:]...)
					break
				}
			}
		}
		if writes {
			c.last[at] = o
		}
	}
}

// merit is how a step serves the wishes: 1 makes one come true, -1 spoils one.
func (c *steered) merit(s *sim.Step) int {
	at, reads, writes := spotOf(s)
	merit := 0
	for _, w := range c.wishes {
		if w.spot != at {
			continue
		}
		ready := c.last[at] == w.from
		switch {
		case reads && originOf(s) == w.read:
			if ready {
				return 1
			}
			merit = -1
		case writes && ready:
			merit = -1
		}
	}
	return merit
}

package explore

import "ipclua/internal/sim"

// classifier tells apart runs that differ by more than the order of independent
// steps: it gives all others the same number (Mazurkiewicz, 1977).
//
// Each step gets a hash of who makes it, of the step before it in its process
// and of all earlier steps that it depends on. Which those are is the same in
// all runs of a class, in whatever order they come; so is the sum of all hashes.
type classifier struct {
	last  []uint64 // hash of each process's last step
	cells map[place][]cell
}

// place is a thing that steps touch.
type place struct {
	space sim.Space
	id    int
}

// cell is what has been done to a part of a place, as the sum of the hashes of
// those steps.
type cell struct {
	access sim.Access
	sum    uint64
}

// class gives the number of a run's class.
func (c *classifier) class(made []sim.Step) uint64 {
	c.last = c.last[:0]
	if c.cells == nil {
		c.cells = map[place][]cell{}
	}
	for at, cells := range c.cells {
		c.cells[at] = cells[:0]
	}
	var total uint64
	for i := range made {
		s := &made[i]
		for len(c.last) < s.Process {
			c.last = append(c.last, 0)
		}
		total += c.note(s)
	}
	return total
}

// note adds a step and gives its hash.
func (c *classifier) note(s *sim.Step) uint64 {
	before := c.last[s.Process-1]
	for i := range s.Accesses {
		before += c.depends(&s.Accesses[i])
	}
	if s.Expires {
		before++
	}
	h := mix(before ^ uint64(s.Process)<<32 ^ uint64(s.Number))
	c.last[s.Process-1] = h
	for i := range s.Accesses {
		c.add(s.Accesses[i], h)
	}
	if s.Call == "kill" && s.Child > 0 && s.Child <= len(c.last) {
		c.last[s.Child-1] = mix(c.last[s.Child-1] + h) // what the killed one did came before
		h += c.last[s.Child-1]
	}
	return h
}

// depends is the sum of the hashes of the earlier steps that an access depends on.
func (c *classifier) depends(a *sim.Access) uint64 {
	var sum uint64
	for _, at := range c.places(a) {
		for i := range c.cells[at] {
			if earlier := &c.cells[at][i]; sim.Conflict(a, &earlier.access) {
				sum += earlier.sum
			}
		}
	}
	return sum
}

// places are those where steps may have been noted that an access depends on.
func (c *classifier) places(a *sim.Access) []place {
	if a.ID != sim.All {
		return []place{{a.Space, a.ID}, {a.Space, sim.All}}
	}
	var all []place
	for at := range c.cells {
		if at.space == a.Space {
			all = append(all, at)
		}
	}
	return all
}

func (c *classifier) add(a sim.Access, h uint64) {
	at := place{a.Space, a.ID}
	cells := c.cells[at]
	for i := range cells {
		if e := &cells[i].access; e.Mode == a.Mode && e.From == a.From && e.To == a.To && e.N == a.N {
			cells[i].sum += h
			return
		}
	}
	c.cells[at] = append(cells, cell{a, h})
}

// mix spreads a number over all bits (the finaliser of SplitMix64).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

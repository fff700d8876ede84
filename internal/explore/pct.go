package explore

import (
	"math/rand/v2"

	"ipclua/internal/sim"
)

// pct is probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi and
// Nagarakatte, ASPLOS 2010): processes have random priorities and the highest that
// can go on does; at depth-1 random steps whoever is highest falls below all
// others. A mistake that needs depth orderings is found with a probability of at
// least 1/(n·k^(depth-1)), for n processes and k steps.
func pct(depth int) strategy {
	return func(r *rand.Rand, known estimate) sim.Chooser {
		c := &priorities{Rand: r}
		for range depth - 1 {
			c.changes = append(c.changes, 1+r.IntN(max(known.steps, 1)))
		}
		return c
	}
}

type priorities struct {
	*rand.Rand
	of      []float64 // of each process, by number from 1
	changes []int     // the steps at which the highest falls
	lowest  float64
	turn    turn
}

func (c *priorities) Choose(m *sim.Machine) int {
	for len(c.of) < m.Processes() {
		c.of = append(c.of, c.Float64())
	}
	if c.turn.over(m) {
		c.fall(m.Current())
	}
	best := c.highest(m.Enabled())
	for _, step := range c.changes {
		if step == len(m.Made())+1 {
			c.fall(best)
			best = c.highest(m.Enabled())
		}
	}
	return best
}

func (c *priorities) highest(enabled []int) int {
	best := enabled[0]
	for _, number := range enabled[1:] {
		if c.of[number-1] > c.of[best-1] {
			best = number
		}
	}
	return best
}

func (c *priorities) fall(process int) {
	c.lowest--
	c.of[process-1] = c.lowest
}

package explore

import (
	"math/rand/v2"

	"ipclua/internal/sim"
)

// pos is partial order sampling (Yuan, Yang and Gu, CAV 2018): each step that is
// about to be made has a random priority, and the highest is made; those that it
// races with get new ones.
func pos(r *rand.Rand, _ estimate) sim.Chooser { return &sampling{Rand: r} }

type sampling struct {
	*rand.Rand
	pending []ticket // by number of the process, from 1
}

// ticket is the priority of a process's next step.
type ticket struct {
	step     int // its number
	priority float64
}

func (c *sampling) Choose(m *sim.Machine) int {
	c.draw(m)
	enabled := m.Enabled()
	best := enabled[0]
	for _, number := range enabled[1:] {
		if c.pending[number-1].priority > c.pending[best-1].priority {
			best = number
		}
	}
	return best
}

// draw gives priorities to those steps that need one.
func (c *sampling) draw(m *sim.Machine) {
	for len(c.pending) < m.Processes() {
		c.pending = append(c.pending, ticket{})
	}
	var last *sim.Step
	if made := m.Made(); len(made) > 0 {
		last = &made[len(made)-1]
	}
	for i := range c.pending {
		s := m.Next(i + 1)
		if s == nil {
			continue
		}
		t := &c.pending[i]
		if t.step != s.Number || last != nil && last.Process != s.Process && sim.Dependent(last, s) {
			*t = ticket{s.Number, c.Float64()}
		}
	}
}

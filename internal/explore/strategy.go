package explore

import (
	"math/rand/v2"

	"ipclua/internal/sim"
)

// strategy is a way to choose schedules. It makes a chooser for one run, of the
// run's own random numbers and what is known of the program.
type strategy func(r *rand.Rand, known estimate) sim.Chooser

// estimate is what earlier runs have shown of a program's size.
type estimate struct {
	steps     int // of the longest run
	processes int // the most
	flows     *flows
}

// Strategies are the names of the strategies.
func Strategies() []string { return []string{"auto", "random", "pct", "pos", "dpor"} }

// portfolio are the strategies that share a search, in turns: no single one finds
// every kind of mistake (Jagadeesan et al. and our own measurements alike).
func portfolio(name string) []strategy {
	switch name {
	case "random":
		return []strategy{random}
	case "pct":
		return []strategy{pct(1), pct(2), pct(3)}
	case "pos":
		return []strategy{pos}
	}
	return []strategy{random, pct(1), readsFrom, pct(2), pos, readsFrom, pct(3)}
}

// patience is how many steps in a row a process may make while others could go
// on, before a strategy that goes by priorities lets them: who waits busily for
// them would otherwise wait for ever.
const patience = 2000

// plain is the schedule of a quiet machine: whoever runs goes on as long as it can,
// then the one with the lowest number.
type plain struct{ turn turn }

func (p *plain) Choose(m *sim.Machine) int {
	if p.turn.over(m) {
		return next(m.Enabled(), m.Current())
	}
	return keepOn(m)
}

// keepOn is the process that made the last step if it can go on, else the first
// that can.
func keepOn(m *sim.Machine) int {
	enabled := m.Enabled()
	for _, number := range enabled {
		if number == m.Current() {
			return number
		}
	}
	return enabled[0]
}

// next is the first process after one, in a circle.
func next(enabled []int, after int) int {
	for _, number := range enabled {
		if number > after {
			return number
		}
	}
	return enabled[0]
}

// turn notices when a process has run for too long.
type turn struct{ process, steps int }

// over counts the last step, and tells whether somebody else should go on.
func (t *turn) over(m *sim.Machine) bool {
	if t.process != m.Current() {
		t.process, t.steps = m.Current(), 0
	}
	t.steps++
	if t.steps <= patience || len(m.Enabled()) < 2 {
		return false
	}
	t.steps = 0
	return true
}

package explore

import (
	"slices"

	"ipclua/internal/sim"
)

// Minimise looks for the simplest schedule whose failure is the same: fewest
// switches, then fewest steps. It runs the program at most budget times.
//
// A schedule is taken as its deviations from what comes without being said, and
// those that are not needed are left out (Zeller and Hildebrandt's ddmin, TSE
// 2002); then what a process does in pieces is put together where that is
// possible.
func Minimise(run Runner, failing Failing, same func(a, b any) bool, budget int) Failing {
	m := minimiser{run: run, same: same, budget: budget, best: simplest{cost: cost{switches: 1 << 30}}}
	if !m.try(&Replay{choices: failing.Schedule.Choices}, failing.Schedule.Exact, failing.Failure) {
		return failing
	}
	for m.leaveOut() || m.postpone() || m.putTogether() {
	}
	found := m.best.Failing
	found.Schedule = found.Schedule.trim(m.best.implied)
	again := run(0, sim.Config{Exact: found.Schedule.Exact, Steps: DefaultSteps}, found.Schedule.Replay())
	if again.Failure == nil || !same(again.Failure, found.Failure) {
		return failing // how it goes on matters
	}
	return found
}

type minimiser struct {
	run    Runner
	same   func(a, b any) bool
	budget int
	best   simplest
}

// simplest is the simplest run so far that fails in the same way.
type simplest struct {
	Failing
	cost
	implied    []bool
	deviations []deviation
}

type cost struct{ switches, deviations, steps int }

func (c cost) less(d cost) bool {
	if c.switches != d.switches {
		return c.switches < d.switches
	}
	if c.deviations != d.deviations {
		return c.deviations < d.deviations
	}
	return c.steps < d.steps
}

// deviation is a choice that does not come without being said: before a process
// makes a step, another goes on.
type deviation struct {
	process, step int // whoever made the last step, and its next one; 0 when it has ended
	to            int
	made          int // how many steps had been
}

// try runs a schedule and keeps it if it is simpler and fails in the same way as
// failure.
func (m *minimiser) try(choose sim.Chooser, exact bool, failure any) bool {
	if m.budget == 0 {
		return false
	}
	m.budget--
	w := &watcher{Chooser: choose}
	r := m.run(0, sim.Config{Exact: exact, Steps: DefaultSteps}, w)
	if r.Failure == nil || !m.same(r.Failure, failure) {
		return false
	}
	made := r.Made[:r.Relevant]
	w.deviations = slices.DeleteFunc(w.deviations, func(d deviation) bool { return d.made >= len(made) })
	c := cost{switches(made), len(w.deviations), len(made)}
	if !c.less(m.best.cost) {
		return false
	}
	m.best = simplest{Failing{scheduleOf(made, exact), r.Failure, len(made), c.switches}, c, w.implied[:len(made)], w.deviations}
	return true
}

// retry is try for a variant of the best so far.
func (m *minimiser) retry(choose sim.Chooser) bool {
	return m.try(choose, m.best.Schedule.Exact, m.best.Failure)
}

// leaveOut leaves out deviations.
func (m *minimiser) leaveOut() bool {
	return m.thin(func() int { return len(m.best.deviations) }, func(from, to int) sim.Chooser {
		return &guided{slices.Delete(slices.Clone(m.best.deviations), from, to)}
	})
}

// postpone leaves out what processes do in a row: they will do it later, if at
// all.
func (m *minimiser) postpone() bool {
	blocks := func() []block { return blocksOf(m.best.Schedule.Choices) }
	return m.thin(func() int { return len(blocks()) }, func(from, to int) sim.Chooser {
		return &Replay{choices: choicesOf(slices.Delete(blocks(), from, to)), lenient: true}
	})
}

// thin leaves out some of the length things that make up the best so far: many at
// first, then fewer, then one by one.
func (m *minimiser) thin(length func() int, without func(from, to int) sim.Chooser) bool {
	improved := false
	for size := length(); size > 0 && m.budget > 0; {
		shorter := false
		for to := length(); to > 0; to -= size {
			if m.retry(without(max(0, to-size), to)) {
				shorter = true
				to = min(to, length())
			}
		}
		improved = improved || shorter
		if size > length() {
			size = length()
		} else if !shorter {
			size /= 2
		}
	}
	return improved
}

// putTogether moves what a process does in two pieces together: the first after
// what came between, or the second before it.
func (m *minimiser) putTogether() bool {
	blocks := blocksOf(m.best.Schedule.Choices)
	for i := range blocks {
		j := i + 1
		for j < len(blocks) && blocks[j].process != blocks[i].process {
			j++
		}
		if j == len(blocks) {
			continue
		}
		later := slices.Concat(blocks[:i], blocks[i+1:j], blocks[i:i+1], blocks[j:])
		sooner := slices.Concat(blocks[:i+1], blocks[j:j+1], blocks[i+1:j], blocks[j+1:])
		for _, order := range [][]block{later, sooner} {
			if m.budget == 0 {
				return false
			}
			if m.retry(&Replay{choices: choicesOf(order), lenient: true}) {
				return true
			}
		}
	}
	return false
}

// block is a number of steps of one process in a row.
type block struct{ process, steps int }

func blocksOf(choices []int) []block {
	var blocks []block
	for _, p := range choices {
		if n := len(blocks); n > 0 && blocks[n-1].process == p {
			blocks[n-1].steps++
		} else {
			blocks = append(blocks, block{p, 1})
		}
	}
	return blocks
}

func choicesOf(blocks []block) []int {
	var choices []int
	for _, b := range blocks {
		for range b.steps {
			choices = append(choices, b.process)
		}
	}
	return choices
}

// watcher notes which choices of another chooser deviate.
type watcher struct {
	sim.Chooser
	implied    []bool
	deviations []deviation
}

func (w *watcher) Choose(m *sim.Machine) int {
	usual := keepOn(m)
	choice := w.Chooser.Choose(m)
	w.implied = append(w.implied, choice == usual)
	if choice != usual {
		at := position(m)
		at.to, at.made = choice, len(m.Made())
		w.deviations = append(w.deviations, at)
	}
	return choice
}

// position is where a machine is, as deviations see it.
func position(m *sim.Machine) deviation {
	d := deviation{process: m.Current()}
	if d.process != 0 {
		if next := m.Next(d.process); next != nil {
			d.step = next.Number
		}
	}
	return d
}

// guided makes deviations, and else what comes without being said.
type guided struct{ deviations []deviation }

func (g *guided) Choose(m *sim.Machine) int {
	at := position(m)
	for _, d := range g.deviations {
		if d.process == at.process && d.step == at.step && slices.Contains(m.Enabled(), d.to) {
			return d.to
		}
	}
	return keepOn(m)
}

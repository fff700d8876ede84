package explore

import (
	"fmt"
	"slices"

	"ipclua/internal/sim"
)

// Replay is a chooser that follows a schedule.
type Replay struct {
	choices  []int
	at       int
	lenient  bool // leaves out choices that cannot be made
	diverged error
	implied  []bool // for each step, whether it was the one that comes without being said
}

// Replay makes a chooser for one run. It gives the run up where the schedule does
// not fit.
func (s Schedule) Replay() *Replay { return &Replay{choices: s.Choices} }

// Err tells whether the run went where the schedule led.
func (r *Replay) Err() error {
	if r.diverged == nil && r.at < len(r.choices) {
		return fmt.Errorf("the schedule does not fit: the run ended after step %d of %d", r.at, len(r.choices))
	}
	return r.diverged
}

// Choose is sim.Chooser's.
func (r *Replay) Choose(m *sim.Machine) int {
	usual := keepOn(m)
	choice := usual
	for r.at < len(r.choices) {
		wanted := r.choices[r.at]
		r.at++
		if slices.Contains(m.Enabled(), wanted) {
			choice = wanted
			break
		}
		if !r.lenient {
			r.diverged = fmt.Errorf("the schedule does not fit: in step %d process %d cannot go on", len(m.Made())+1, wanted)
			return 0
		}
	}
	r.implied = append(r.implied, choice == usual)
	return choice
}

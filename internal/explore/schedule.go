package explore

import "ipclua/internal/sim"

// Schedule is who goes on, step by step.
type Schedule struct {
	Exact   bool  // of an exact run
	Choices []int // numbers of processes
}

// String is the schedule's short form.
func (s Schedule) String() string { return "" }

// Parse reads the short form of a schedule.
func Parse(text string) (Schedule, error) { return Schedule{}, nil }

// Replay makes a chooser that follows the schedule, and when it is at its end goes
// on with whoever made the last step as long as that is enabled.
func (s Schedule) Replay() sim.Chooser { return nil }

// Package detect says what went wrong in a run, in words that help to mend it.
// Its functions are pure: they look at a trace.Run and return a [Finding].
//
//   - [Failure], [Deadlock], [Race], [Leak] explain what ended a search
//   - [BusyWait], [SleepSync] warn of habits that work by luck
//   - [Text] is the report for a person, [Report] the one for a program
//   - [Page] is what the HTML page says around the run
package detect

import (
	"slices"

	"ipclua/internal/trace"
)

// Kind is what a finding is about.
type Kind string

// The kinds of findings. The last two are warnings.
const (
	Error         Kind = "error"
	Deadlocked    Kind = "deadlock"
	DataRace      Kind = "race"
	Leaked        Kind = "leak"
	BusyWaiting   Kind = "busy wait"
	SleepAsSignal Kind = "sleep"
)

// Finding is one thing that went wrong.
type Finding struct {
	Kind     Kind
	Message  string    // without the kind; the first line says it, an error may have more
	Why      string    // how it came to that or what it may lead to, a sentence; may be empty
	Culprits []Culprit // the places in the source, the most telling first
	Advice   string    // a sentence

	Steps   []int         // the steps that led to it, the most telling first
	Pending []trace.Event // what comes after the last step: the racing accesses, the calls that block, the error
	Racing  []int         // the steps whose accesses conflict, where they are not among Pending
}

// Culprit is a process at a line.
type Culprit struct {
	Process int    `json:"process"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Does    string `json:"does"` // "waits for mutex"
}

// addSteps adds steps that are not yet among those that led to it.
func (f *Finding) addSteps(steps ...int) {
	for _, s := range steps {
		if s > 0 && !slices.Contains(f.Steps, s) {
			f.Steps = append(f.Steps, s)
		}
	}
}

// addPending adds what a process is about to do and says whether it is the first
// of that process.
func (f *Finding) addPending(e trace.Event) bool {
	if slices.ContainsFunc(f.Pending, func(p trace.Event) bool { return p.Process == e.Process }) {
		return false
	}
	f.Pending = append(f.Pending, e)
	return true
}

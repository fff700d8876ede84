package check

import (
	"strings"

	"ipclua/internal/sim"
)

// The kinds of failures, the worst first.
const (
	Error    = "error"    // a process failed
	Deadlock = "deadlock" // nobody could go on
	Race     = "race"     // two accesses at the same time, one of them a plain write
	Leak     = "leak"     // an object that nobody removed
)

// Kinds are all of them.
func Kinds() []string { return []string{Error, Deadlock, Race, Leak} }

// Failure is what went wrong in a run.
type Failure struct {
	Kind      string
	Step      int // how many had been made
	Message   string
	Traceback string
	Process   int    // whose error it is
	File      string // and where it was
	Line      int
	Race      *sim.Race
	Left      []string // the objects that leak
	Endless   bool     // it computes without a step, and was stopped: seeing that takes seconds
}

// same tells whether two failures are the same mistake.
func same(a, b any) bool {
	x, y := a.(*Failure), b.(*Failure)
	if x.Kind != y.Kind {
		return false
	}
	switch x.Kind {
	case Error:
		return x.File == y.File && x.Line == y.Line && firstLine(x.Message) == firstLine(y.Message)
	case Race:
		return samePlaces(x.Race, y.Race)
	}
	return true
}

func samePlaces(x, y *sim.Race) bool {
	at := func(s *sim.Step, o *sim.Step) bool { return s.File == o.File && s.Line == o.Line && s.Call == o.Call }
	return at(&x.A, &y.A) && at(&x.B, &y.B) || at(&x.A, &y.B) && at(&x.B, &y.A)
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// Package mark is what a grader says of a submission, and the formats in which it
// is said: Mark, Check; JSON, TAP, JUnit, Gradescope, GitHub.
package mark

import "io"

// Mark is what the grader says of one submission.
type Mark struct {
	Lab    string  `json:"lab"`   // "07-lost-update"
	Title  string  `json:"title"` // "The lost update"
	File   string  `json:"file"`
	Points int     `json:"points"` // got
	Most   int     `json:"most"`   // that there are
	Checks []Check `json:"checks"`

	// Trouble is why the file could not be graded: a syntax error, too long, too
	// big. All checks have failed then.
	Trouble string `json:"trouble,omitempty"`
}

// Check is one thing that must hold.
type Check struct {
	Name     string `json:"name"` // of the vocabulary: "no_race"
	Run      string `json:"run"`  // which run of the file it is about
	Expected string `json:"expected"`
	Passed   bool   `json:"passed"`
	Points   int    `json:"points"`
	Most     int    `json:"most"`
	Happened string `json:"happened,omitempty"` // instead, a line
	File     string `json:"file,omitempty"`     // the place in the submission, where there is one
	Line     int    `json:"line,omitempty"`
	Hint     string `json:"hint,omitempty"`
	Replay   string `json:"replay,omitempty"` // the command that shows it again
	Report   string `json:"report,omitempty"` // the path of the HTML page, where one was written
	Real     bool   `json:"real,omitempty"`   // it was seen on the real kernel, not in the simulator
}

// Full tells whether a submission has all points and nothing to be said against.
func (m *Mark) Full() bool {
	for _, c := range m.Checks {
		if !c.Passed {
			return false
		}
	}
	return m.Trouble == "" && m.Points == m.Most
}

// Format writes a mark.
type Format func(io.Writer, *Mark) error

package lab

// Mark is what the grader says of one submission.
type Mark struct {
	Lab     string  `json:"lab"`
	Title   string  `json:"title"`
	File    string  `json:"file"`
	Points  int     `json:"points"` // got
	Most    int     `json:"most"`
	Checks  []Check `json:"checks"`
	Trouble string  `json:"trouble,omitempty"` // why it could not be graded; then all checks have failed
}

// Check is one thing that must hold, and whether it does.
type Check struct {
	Name     string `json:"name"` // "no_race"
	Run      string `json:"run"`  // "four workers add three times each"
	Expected string `json:"expected"`
	Passed   bool   `json:"passed"`
	Points   int    `json:"points"` // got
	Most     int    `json:"most"`
	Happened string `json:"happened,omitempty"` // a line; empty where it passed
	File     string `json:"file,omitempty"`     // of the student's, where there is a place
	Line     int    `json:"line,omitempty"`
	Hint     string `json:"hint,omitempty"`
	Replay   string `json:"replay,omitempty"` // the command that shows it again
	Report   string `json:"report,omitempty"` // path of the HTML page, empty where none was written
	Real     bool   `json:"real,omitempty"`   // it was seen on the real kernel, not in the simulator
}

// Full tells whether all points were got and nothing has failed.
func (m *Mark) Full() bool {
	for _, c := range m.Checks {
		if !c.Passed {
			return false
		}
	}
	return m.Trouble == "" && m.Points == m.Most
}

// Check gives the first check of a name that has failed.
func (m *Mark) failed(name string) bool {
	for _, c := range m.Checks {
		if c.Name == name && !c.Passed {
			return true
		}
	}
	return false
}

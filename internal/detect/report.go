package detect

import (
	"encoding/json"
	"io"
)

// Report is the outcome of a check, for programs.
type Report struct {
	Verdict    string    `json:"verdict"` // "ok", "fail"
	Kind       Kind      `json:"kind"`    // empty: ok
	Exhaustive bool      `json:"exhaustive"`
	Schedules  int       `json:"schedules"` // run, up to and including the first that failed
	Distinct   int       `json:"distinct"`
	Schedule   string    `json:"schedule"` // what --replay takes; empty: ok
	Message    string    `json:"message"`
	Steps      int       `json:"steps"`
	Switches   int       `json:"switches"` // how often another process goes on
	Culprits   []Culprit `json:"culprits"`
	Confirmed  *bool     `json:"confirmed,omitempty"` // by the real kernel; nil: it was not asked
}

// Found makes it the report of a failure.
func (r *Report) Found(f Finding) {
	r.Verdict, r.Kind, r.Message, r.Culprits = "fail", f.Kind, f.Message, f.Culprits
}

// Encode writes the report as one JSON object on a line.
func (r Report) Encode(w io.Writer) error {
	if r.Verdict == "" {
		r.Verdict = "ok"
	}
	if r.Culprits == nil {
		r.Culprits = []Culprit{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(r)
}

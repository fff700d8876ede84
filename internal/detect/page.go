package detect

import (
	"slices"

	"ipclua/internal/trace"
)

// Page is what the HTML page of a run says about a finding. The zero Finding
// leaves the run to speak for itself.
func Page(f Finding, run *trace.Run, replay string) trace.Page {
	p := trace.Page{
		Kind: string(f.Kind), Message: f.Message, Why: f.Why, Advice: f.Advice, Replay: replay,
		Marked: f.Racing, Telling: f.Steps, Pending: f.Pending, Then: then(f.Kind),
	}
	for _, c := range f.Culprits {
		note := trace.Note{File: c.File, Line: c.Line, Text: doers(f.Culprits, c)}
		if c.Line > 0 && !slices.Contains(p.Notes, note) {
			p.Notes = append(p.Notes, note)
		}
	}
	return p
}

// then is what the events that come after the last step are called.
func then(k Kind) string {
	switch k {
	case DataRace:
		return "next"
	case Deadlocked:
		return "stuck"
	}
	return "then"
}

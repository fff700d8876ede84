package detect

import (
	"fmt"
	"slices"
	"strings"

	"ipclua/internal/trace"
	"ipclua/internal/width"
)

// Stuck says of each process that waits at the end of a run what for, since when,
// and who could let it through. Where nobody is left who could go on, and no other
// program has a hand in it (alone), it says as Deadlock does how it came to that.
func Stuck(run *trace.Run, alone bool) string {
	d := newDeadlock(run)
	var b strings.Builder
	for _, w := range d.waits {
		text := fmt.Sprintf("P%d %s", w.Process, w.text)
		if w.Line > 0 {
			text += fmt.Sprintf(" in %s:%d", w.File, w.Line)
		}
		if run.Timed && w.Since > 0 {
			text += fmt.Sprintf(", since %.3f s", w.Since.Seconds())
		}
		if could := d.could(w); could != "" {
			text += ": " + could
		}
		fmt.Fprintln(&b, "  "+width.Plain(text))
	}
	if alone && len(d.waits) > 0 && d.allWait() {
		Text(&b, Deadlock(run), run, "")
	}
	return b.String()
}

// allWait tells whether every process that has not ended waits for something that
// time does not bring.
func (d *deadlock) allWait() bool {
	for _, p := range d.run.Processes {
		waits := slices.ContainsFunc(d.waits, func(w *wait) bool {
			return w.Process == p.Number && w.Waited() && w.Call != "sleep" && w.Call != "semtimedop"
		})
		if p.Ended == "" && !waits {
			return false
		}
	}
	return true
}

// could says who could let a process through, as far as the run tells.
func (d *deadlock) could(w *wait) string {
	switch {
	case w.Call == "wait":
		return ""
	case len(w.holders) > 0:
		var parts []string
		for _, t := range w.holders {
			part := fmt.Sprintf("P%d took it in step %d (%s:%d)", t.Process, t.Step, t.File, t.Line)
			if d.run.Process(t.Process).Ended != "" {
				part += " and has ended"
			}
			parts = append(parts, part)
		}
		return join(parts)
	case w.account != nil && w.down:
		var givers []string
		for _, e := range w.account.givers {
			if name := fmt.Sprintf("P%d", e.Process); !slices.Contains(givers, name) {
				givers = append(givers, name)
			}
		}
		if givers == nil {
			return "nobody has upped it"
		}
		return join(givers) + " upped it before"
	case w.Call == "msgrcv":
		return d.senders(w)
	}
	return ""
}

// senders says who has sent to the queue that a process waits at.
func (d *deadlock) senders(w *wait) string {
	var names []string
	for _, e := range d.run.Events {
		if name := fmt.Sprintf("P%d", e.Process); e.Call == "msgsnd" && e.ID == w.ID && !e.Failed() && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if names == nil {
		return "nobody has sent anything"
	}
	return join(names) + " sent to it before"
}

package detect

import (
	"fmt"
	"slices"

	"ipclua/internal/trace"
)

// Failure explains an error: the script's own message at its line, and what in
// the run the failing process was misled by, where the accesses to shared memory
// tell.
func Failure(run *trace.Run, process int, message, file string, line int) Finding {
	f := Finding{
		Kind:     Error,
		Message:  fmt.Sprintf("P%d: %s", process, message),
		Culprits: []Culprit{{process, file, line, "fails"}},
		Pending:  []trace.Event{{Process: process, Call: "error", File: file, Line: line, Detail: message}},
		Advice:   "nothing that processes share leads here: does the script fail by itself, too?",
	}
	words := trace.NewWords(run)
	past := causes(run, process)
	if v, found := findViolation(past); found {
		f.Why, f.Advice = v.explain(words)
		for _, e := range []trace.Event{v.first, v.between, v.second} {
			f.Racing = append(f.Racing, e.Step)
			f.Culprits = append(f.Culprits, Culprit{e.Process, e.File, e.Line, words.Does(e)})
		}
		f.addSteps(f.Racing...)
	}
	if f.Why == "" {
		f.origin(run, words, past)
	}
	for _, e := range past {
		f.addSteps(e.Step)
	}
	return f
}

// origin says where the value comes from that the failing process read last.
func (f *Finding) origin(run *trace.Run, words *trace.Words, past []trace.Event) {
	read := slices.IndexFunc(past, func(e trace.Event) bool { return e.Call == "read" && e.Process == f.Pending[0].Process })
	if read < 0 {
		return
	}
	r := past[read]
	f.addSteps(r.Step)
	f.Culprits = append(f.Culprits, Culprit{r.Process, r.File, r.Line, words.Does(r)})
	f.Advice = fmt.Sprintf("if %s must be written first, down a semaphore before the read that the writer ups", words.Cell(r))
	for _, w := range slices.Backward(run.Events[:r.Step-1]) {
		if w.Writes() && w.Overlaps(r) {
			f.Why = fmt.Sprintf("what P%d read from %s in step %d was written by P%d in step %d", r.Process, words.Cell(r), r.Step, w.Process, w.Step)
			f.Culprits = append(f.Culprits, Culprit{w.Process, w.File, w.Line, words.Does(w)})
			f.addSteps(w.Step)
			return
		}
	}
	f.Why = fmt.Sprintf("nobody had written %s yet when P%d read it in step %d", words.Cell(r), r.Process, r.Step)
}

// causes are the accesses that what a process did last can depend on, the nearest
// first: its own, whatever wrote the bytes that it read, and so on.
func causes(run *trace.Run, process int) []trace.Event {
	until := map[int]int{process: len(run.Events) + 1} // of each process, the step up to which it counts
	var past []trace.Event
	for _, e := range slices.Backward(run.Events) {
		if e.Step > until[e.Process] {
			continue
		}
		switch {
		case e.Access():
			past = append(past, e)
			if e.Call == "write" {
				continue
			}
			// Whoever wrote what was read, and whoever wrote before that: it may have been overwritten.
			for _, w := range run.Events[:e.Step-1] {
				if w.Writes() && w.Overlaps(e) {
					until[w.Process] = max(until[w.Process], w.Step)
				}
			}
		case e.Call == "wait" && e.Child != 0:
			until[e.Child] = max(until[e.Child], e.Step)
		case e.Freed != 0 && e.Freed <= len(run.Events):
			up := run.Events[e.Freed-1]
			until[up.Process] = max(until[up.Process], up.Step)
		}
	}
	return past
}

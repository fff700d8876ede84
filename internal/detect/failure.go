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
	if f.missing(run, words) {
		return f
	}
	if v, found := findViolation(past); found {
		f.Why, f.Advice = v.explain(words)
		if why, advice := misuse(run, v.second, words, v.first.Process, v.between.Process); why != "" {
			f.Why, f.Advice = f.Why+"; "+why, advice
		}
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
	if f.Why == "" {
		f.chance(run, words)
	}
	return f
}

// origin says where the value comes from that misled the failing process.
func (f *Finding) origin(run *trace.Run, words *trace.Words, past []trace.Event) {
	read, write := misleading(run, past, f.Pending[0].Process)
	if read.Step == 0 {
		return
	}
	cell := words.Cell(read)
	f.addSteps(read.Step)
	f.Culprits = append(f.Culprits, Culprit{read.Process, read.File, read.Line, words.Does(read)})
	f.Advice = "too early, or too late? let one down a semaphore that the other ups"
	if write.Step == 0 {
		f.Advice = fmt.Sprintf("if %s must be written first, down a semaphore before the read that the writer ups", cell)
		f.Why = fmt.Sprintf("nobody had written %s yet when P%d read it in step %d", cell, read.Process, read.Step)
		return
	}
	f.Why = fmt.Sprintf("what P%d read from %s in step %d was written by P%d in step %d", read.Process, cell, read.Step, write.Process, write.Step)
	f.Culprits = append(f.Culprits, Culprit{write.Process, write.File, write.Line, words.Does(write)})
	f.addSteps(write.Step)
	if write.Process == read.Process {
		f.Why = fmt.Sprintf("what P%d read from %s in step %d it had written itself in step %d", read.Process, cell, read.Step, write.Step)
		f.Advice = "follow the steps: is this what the process should have seen here?"
	}
}

// misleading is the read that seems to have misled a process, and the write that
// it saw: the last read, when nobody had written that yet; of those in its line,
// the one that another process wrote latest; the nearest that another wrote.
func misleading(run *trace.Run, past []trace.Event, process int) (read, write trace.Event) {
	var nearest, latest, other [2]trace.Event
	for _, r := range past {
		if r.Process != process || r.Call == "write" {
			continue
		}
		w := writer(run, r)
		if nearest[0].Step == 0 {
			nearest = [2]trace.Event{r, w}
		}
		if w.Step == 0 || w.Process == process {
			continue
		}
		if r.File == nearest[0].File && r.Line == nearest[0].Line && w.Step > latest[1].Step {
			latest = [2]trace.Event{r, w}
		}
		if other[0].Step == 0 {
			other = [2]trace.Event{r, w}
		}
	}
	switch {
	case nearest[1].Step == 0:
		return nearest[0], nearest[1]
	case latest[0].Step != 0:
		return latest[0], latest[1]
	case other[0].Step != 0:
		return other[0], other[1]
	}
	return nearest[0], nearest[1]
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

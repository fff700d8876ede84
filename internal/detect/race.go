package detect

import (
	"fmt"
	"slices"
	"strings"

	"ipclua/internal/trace"
)

// Race explains two accesses to the same bytes that either process could make
// first, at least one of them a plain write. One or both may be yet to happen
// (Step 0).
func Race(run *trace.Run, a, b trace.Event) Finding {
	words := trace.NewWords(run)
	if b.Writes() && !a.Writes() {
		a, b = b, a
	}
	cell := words.Cell(a)
	f := Finding{Kind: DataRace, Culprits: []Culprit{
		{a.Process, a.File, a.Line, words.Does(a)},
		{b.Process, b.File, b.Line, words.Does(b)},
	}}
	verb := "reads"
	if b.Writes() {
		verb = "writes"
	}
	f.Message = fmt.Sprintf("P%d writes %s while P%d %s it: nothing decides who comes first", a.Process, cell, b.Process, verb)
	if numbered := words.Bytes(a); cell != numbered {
		f.Message = strings.Replace(f.Message, cell, fmt.Sprintf("%s (%s)", cell, numbered), 1)
	}
	for _, e := range []trace.Event{a, b} {
		if e.Step == 0 {
			f.Pending = append(f.Pending, e)
		} else {
			f.Racing = append(f.Racing, e.Step)
			f.addSteps(e.Step)
		}
	}

	readA, readB := readBefore(run, a), readBefore(run, b)
	f.addSteps(readA.Step, readB.Step)
	f.Why, f.Advice = lost(words, a, b, readA, readB)
	for _, e := range slices.Backward(run.Events) {
		if e.Overlaps(a) && (e.Process == a.Process || e.Process == b.Process) {
			f.addSteps(e.Step)
		}
	}
	for _, e := range slices.Backward(run.Events) {
		if e.Kind == trace.Semaphore && len(e.Ops) > 0 && (e.Process == a.Process || e.Process == b.Process) {
			f.addSteps(e.Step)
		}
	}
	return f
}

// readBefore is the read that a write goes back to: the process's last access to
// these bytes, when that is a read.
func readBefore(run *trace.Run, write trace.Event) trace.Event {
	if !write.Writes() {
		return trace.Event{}
	}
	for _, e := range slices.Backward(run.Events) {
		if write.Step != 0 && e.Step >= write.Step || e.Process != write.Process || !e.Overlaps(write) {
			continue
		}
		if e.Call == "read" {
			return e
		}
		break
	}
	return trace.Event{}
}

// lost says what may come of a race, and what helps.
func lost(words *trace.Words, a, b, readA, readB trace.Event) (why, advice string) {
	cell := words.Cell(a)
	guard := fmt.Sprintf("down the same semaphore before every use of %s and up it after, in every process", cell)
	switch {
	case readA.Step != 0 && readB.Step != 0:
		why = fmt.Sprintf("both have read %s already and write back what they made of it: one of the two changes is lost", cell)
	case readA.Step != 0 && b.Call == "read" && a.File == b.File && a.Line == b.Line:
		why = fmt.Sprintf("P%d read %s in step %d; if P%d reads before the write, it gets the old value too, and one change is lost",
			a.Process, cell, readA.Step, b.Process)
	case readA.Step != 0 && b.Writes():
		why = fmt.Sprintf("P%d read %s in step %d; if P%d writes before P%d writes back, its value is lost",
			a.Process, cell, readA.Step, b.Process, a.Process)
	case b.Call == "atomic":
		why = "an atomic access does not protect against a plain one: both must be atomic"
	case b.Writes():
		why = "the value of the one that writes last stays, and that is chance"
	default:
		why = fmt.Sprintf("P%d gets the old value or the new one as chance has it", b.Process)
	}
	if readA.Step != 0 && (a.Length == 4 || a.Length == 8) {
		before, name, found := strings.Cut(guard, " and up")
		view, index, indexed := strings.Cut(strings.TrimSuffix(cell, "]"), "[")
		if found && indexed {
			return why, fmt.Sprintf("%s and up%s; for adding to one number, %s:fetch_add(%s, n) is enough", before, name, view, index)
		}
	}
	if b.Call == "read" && readA.Step == 0 {
		guard += "; or, to wait for the value, have the writer up a semaphore that the reader downs"
	}
	return why, guard
}

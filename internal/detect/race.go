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
	f := Finding{Kind: DataRace, Culprits: []Culprit{
		{a.Process, a.File, a.Line, words.Does(a)},
		{b.Process, b.File, b.Line, words.Does(b)},
	}}
	f.Message = fmt.Sprintf("P%d writes %s while P%d %s", a.Process, place(words, a), b.Process, other(words, a, b))
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
	if why, advice := misuse(run, a, words, a.Process, b.Process); why != "" {
		f.Why, f.Advice = why, advice
	} else if why, advice := guards(run, words, a, b); why != "" {
		f.Why, f.Advice = why, advice
	}
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

// place names the bytes of an access, by name and by number.
func place(words *trace.Words, e trace.Event) string {
	cell, numbered := words.Cell(e), words.Bytes(e)
	if cell == numbered {
		return cell
	}
	return fmt.Sprintf("%s (%s)", cell, numbered)
}

// other says what the other access of a race does to the bytes of the first.
func other(words *trace.Words, a, b trace.Event) string {
	verb := "reads"
	if b.Writes() {
		verb = "writes"
	}
	if a.Offset == b.Offset && a.Length == b.Length {
		if a.Length > 1 && words.Cell(a) == words.Bytes(a) {
			return verb + " them"
		}
		return verb + " it"
	}
	return fmt.Sprintf("%s %s, bytes of the same", verb, place(words, b))
}

// lost says what may come of a race, and what helps.
func lost(words *trace.Words, a, b, readA, readB trace.Event) (why, advice string) {
	cell := words.Cell(a)
	advice = fmt.Sprintf("guard every use of %s with one semaphore: down it before and up it after", cell)
	if view, index, ok := strings.Cut(strings.TrimSuffix(cell, "]"), "["); ok && readA.Step != 0 && (a.Length == 4 || a.Length == 8) {
		advice = fmt.Sprintf("guard every use of %s with one semaphore (down, up), or use %s:fetch_add(%s, 1)", cell, view, index)
	}
	switch {
	case readA.Step != 0 && readB.Step != 0:
		why = fmt.Sprintf("both have read %s already and write back what they made of it: one change is lost", cell)
	case readA.Step != 0 && b.Call == "read" && a.File == b.File && a.Line == b.Line:
		why = fmt.Sprintf("P%d read %s in step %d: if P%d reads now, both start from the same value and one change is lost",
			a.Process, cell, readA.Step, b.Process)
	case readA.Step != 0 && b.Writes():
		why = fmt.Sprintf("P%d read %s in step %d: if P%d writes now, P%d overwrites it without having seen it",
			a.Process, cell, readA.Step, b.Process, a.Process)
	case b.Call == "atomic":
		why = "an atomic access does not protect against a plain one: both must be atomic"
	case b.Writes():
		why = "the value of the one that writes last stays, and that is chance"
	default:
		why = fmt.Sprintf("P%d gets the old value or the new one as chance has it", b.Process)
		if readA.Step == 0 {
			advice = fmt.Sprintf("to wait for %s, down a semaphore that its writer ups; else guard every use with one", cell)
		}
	}
	return why, advice
}

// guards looks at the semaphores that the two hold at their accesses. It is empty
// where neither holds any.
func guards(run *trace.Run, words *trace.Words, a, b trace.Event) (why, advice string) {
	ofA, ofB := held(run, a), held(run, b)
	for s := range ofA {
		if ofB[s] != nil {
			return tooMany(words, s, ofA[s], a.Process, b.Process)
		}
	}
	switch {
	case len(ofA) > 0 && len(ofB) > 0:
		return fmt.Sprintf("P%d holds %s and P%d holds %s: only one and the same semaphore keeps them apart",
				a.Process, names(words, ofA), b.Process, names(words, ofB)),
			fmt.Sprintf("guard every use of %s with the same semaphore", words.Cell(a))
	case len(ofB) > 0:
		a, b, ofA = b, a, ofB
	case len(ofA) == 0:
		return "", ""
	}
	return fmt.Sprintf("P%d holds %s here, but P%d does not", a.Process, names(words, ofA), b.Process),
		fmt.Sprintf("down %s before line %d too, and up it after: a guard helps only where everybody asks it", names(words, ofA), b.Line)
}

// tooMany says why a semaphore that both hold does not keep them apart: it has
// more than one unit.
func tooMany(words *trace.Words, s semaphore, a *account, p, q int) (why, advice string) {
	name := words.Semaphore(s.set, s.num)
	both := fmt.Sprintf("both P%d and P%d hold %s, which lets in as many as it has units", p, q, name)
	if a.first > 1 {
		return both + fmt.Sprintf(": it began with %d", a.first), fmt.Sprintf("let %s begin with 1", name)
	}
	if a.undo && a.plain {
		return both + ": it was taken with undo and given back without, so the kernel gave it back once more",
			fmt.Sprintf("give undo to both the down and the up of %s, or to neither", name)
	}
	return both + ": it was upped more often than it was taken", fmt.Sprintf("up %s only after a down of the same process", name)
}

// held are the semaphores that a process holds at an access.
func held(run *trace.Run, at trace.Event) map[semaphore]*account {
	held := map[semaphore]*account{}
	for s, account := range readLedger(before(run, at)) {
		if slices.ContainsFunc(account.holders(), func(t take) bool { return t.Process == at.Process }) {
			held[s] = account
		}
	}
	return held
}

// names joins the names of semaphores.
func names(words *trace.Words, of map[semaphore]*account) string {
	var names []string
	for s := range of {
		names = append(names, words.Semaphore(s.set, s.num))
	}
	slices.Sort(names)
	return join(names)
}

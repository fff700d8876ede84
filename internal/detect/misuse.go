package detect

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"ipclua/internal/trace"
)

// misuse looks for a semaphore that was to keep two processes apart at an access
// and could not: it was set while somebody held it, or its up and down are
// swapped.
func misuse(run *trace.Run, at trace.Event, words *trace.Words, p, q int) (why, advice string) {
	ledger := readLedger(before(run, at))
	order := slices.SortedFunc(maps.Keys(ledger), func(a, b semaphore) int {
		return cmp.Or(cmp.Compare(a.set, b.set), cmp.Compare(a.num, b.num))
	})
	for _, s := range order {
		a, name := ledger[s], words.Semaphore(s.set, s.num)
		for _, t := range a.robbed {
			if t.Process == p || t.Process == q {
				return fmt.Sprintf("P%d set %s to %d in step %d while P%d held it", a.set.Process, name, a.first, a.set.Step, t.Process),
					fmt.Sprintf("give %s its value once, where it is made: ipc.semaphore{ value = %d } does", name, a.first)
			}
		}
		for _, process := range []int{p, q} {
			if up, down := swapped(run, s, process); a.first > 0 && down.Step != 0 {
				return fmt.Sprintf("P%d upped %s in step %d without having taken it", process, name, up.Step),
					fmt.Sprintf("down %s first and up it after: line %d comes before line %d", name, up.Line, down.Line)
			}
		}
	}
	return "", ""
}

// swapped is a process's first up of a semaphore that it has not taken, and its
// first down after that.
func swapped(run *trace.Run, s semaphore, process int) (up, down trace.Event) {
	for _, e := range run.Events {
		if e.Kind != trace.Semaphore || e.ID != s.set || e.Process != process || e.Failed() {
			continue
		}
		for _, op := range e.Ops {
			switch {
			case int(op.Num) != s.num:
			case op.Op > 0 && up.Step == 0:
				up = e
			case op.Op < 0 && up.Step == 0:
				return trace.Event{}, trace.Event{}
			case op.Op < 0:
				return up, e
			}
		}
	}
	return up, down
}

package detect

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"ipclua/internal/trace"
)

// misuse looks for a semaphore that was to keep two processes apart and could
// not: its up and down are swapped, or it was set while somebody held it.
func misuse(run *trace.Run, words *trace.Words, p, q int) (why, advice string) {
	ledger := readLedger(run)
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
		up, down := a.swap[0], a.swap[1]
		if a.first > 0 && (up.Process == p || up.Process == q) {
			return fmt.Sprintf("P%d upped %s in step %d without having taken it", up.Process, name, up.Step),
				fmt.Sprintf("down %s first and up it after: line %d comes before line %d", name, up.Line, down.Line)
		}
	}
	return "", ""
}

package detect

import (
	"fmt"
	"slices"

	"ipclua/internal/trace"
)

// violation is two accesses of one process to the same bytes with another
// process's between them, such that no order of one process after the other
// gives the same: the four unserialisable triples of Lu, Tucek, Qin and Zhou,
// "AVIO: detecting atomicity violations via access interleaving invariants",
// ASPLOS 2006.
type violation struct {
	first, between, second trace.Event
}

// findViolation looks through accesses, latest first, for the one that misleads
// most: a lost update before the others.
func findViolation(accesses []trace.Event) (violation, bool) {
	var best violation
	found := 0
	for i, second := range accesses {
		var between trace.Event
		for _, e := range accesses[i+1:] {
			if !e.Overlaps(second) {
				continue
			}
			if e.Process != second.Process {
				if between.Step == 0 || e.Writes() && !between.Writes() {
					between = e
				}
				continue
			}
			v := violation{e, between, second}
			if weight := v.weight(); between.Step != 0 && weight > found {
				best, found = v, weight
			}
			break
		}
	}
	return best, found > 0
}

// weight is 0 for a triple that some serial order explains.
func (v violation) weight() int {
	shape := [3]bool{v.first.Writes(), v.between.Writes(), v.second.Writes()}
	return slices.Index([][3]bool{
		{},                   // all read: no violation
		{true, true, false},  // what it wrote is gone when it reads it
		{true, false, true},  // somebody saw it half done
		{false, true, false}, // two looks differ
		{false, true, true},  // a lost update
	}, shape)
}

func (v violation) explain(words *trace.Words) (why, advice string) {
	p, q := v.first.Process, v.between.Process
	cell := words.Cell(v.second)
	switch v.weight() {
	case 4:
		why = fmt.Sprintf("P%d overwrote what P%d wrote to %s in step %d: it had read the old value in step %d",
			p, q, cell, v.between.Step, v.first.Step)
	case 3:
		why = fmt.Sprintf("P%d wrote %s in step %d, between two reads of P%d (steps %d and %d)",
			q, cell, v.between.Step, p, v.first.Step, v.second.Step)
	case 2:
		why = fmt.Sprintf("P%d read %s in step %d, when P%d was half done (steps %d and %d)",
			q, cell, v.between.Step, p, v.first.Step, v.second.Step)
	default:
		why = fmt.Sprintf("P%d overwrote in step %d what P%d had written to %s in step %d, before P%d read it again",
			q, v.between.Step, p, cell, v.first.Step, p)
	}
	from, to := min(v.first.Line, v.second.Line), max(v.first.Line, v.second.Line)
	if from == to {
		return why, fmt.Sprintf("let nobody come between: down a semaphore before line %d and up it after, in every process", from)
	}
	return why, fmt.Sprintf("let nobody come between: down a semaphore before line %d and up it after line %d", from, to)
}

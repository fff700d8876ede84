package trace

import (
	"fmt"
	"slices"
	"strings"

	"ipclua/sysv"
)

// sets says which values a semctl gives: "sets mutex: 0 → 1".
func (w *Words) sets(e Event) string {
	if e.Call != "semctl" || !strings.HasPrefix(e.Detail, "SET") {
		return ""
	}
	var parts []string
	for num := range min(len(e.Before), len(e.After)) {
		if before, after, known := e.Change(num); known && before != after {
			parts = append(parts, fmt.Sprintf("%s: %d → %d", w.Semaphore(e.ID, num), before, after))
		}
	}
	if parts == nil {
		return ""
	}
	return "sets " + strings.Join(parts, ", ")
}

// message is what there is to say of one: its type.
func message(e Event) string {
	if e.Detail == "" || e.Detail == "type 0" { // any
		return ""
	}
	return e.Detail + " "
}

// Initialises says whether an event gives a set its values, before others can
// use it.
func (w *Words) Initialises(e Event) bool {
	return e.Kind == Semaphore && e.Step > 0 && w.first[e.ID] == e.Step
}

// semop says it in the words of the object layer: down, up, zero.
func (w *Words) semop(e Event) string {
	if w.Initialises(e) {
		return "initialises " + w.values(e)
	}
	if len(e.Ops) == 1 {
		op := e.Ops[0]
		num := int(op.Num)
		text := opWords(op, w.Semaphore(e.ID, num))
		if before, after, known := e.Change(num); known && op.Op != 0 && !e.Failed() {
			text += fmt.Sprintf(": %d → %d", before, after)
		}
		return text
	}
	if len(e.Ops) == 0 {
		return e.Call
	}
	parts := make([]string, len(e.Ops))
	last := ""
	for i, op := range e.Ops {
		parts[i] = opWords(op, w.Semaphore(e.ID, int(op.Num)))
		verb, rest, _ := strings.Cut(parts[i], " ")
		if verb == last {
			parts[i] = rest
		}
		last = verb
	}
	return strings.Join(parts, " + ")
}

// values are those that a set has after an event: "mutex: 1, empty: 8".
func (w *Words) values(e Event) string {
	const most = 4
	if len(e.After) == 0 || len(e.After) > most || slices.Contains(e.After, Unknown) {
		return w.Object(Semaphore, e.ID)
	}
	var parts []string
	for num, v := range e.After {
		parts = append(parts, fmt.Sprintf("%s: %d", w.Semaphore(e.ID, num), v))
	}
	return strings.Join(parts, ", ")
}

func opWords(op sysv.SemOp, name string) string {
	switch {
	case op.Op == -1:
		return "down " + name
	case op.Op < 0:
		return fmt.Sprintf("down %s by %d", name, -int(op.Op))
	case op.Op == 1:
		return "up " + name
	case op.Op > 0:
		return fmt.Sprintf("up %s by %d", name, op.Op)
	}
	return "zero " + name
}

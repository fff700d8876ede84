package explore

import "ipclua/internal/sim"

// Difference is where two runs of one schedule differ: the program is not
// deterministic.
type Difference struct {
	Step          int // from 1
	First, Second sim.Step
}

// difference compares a run with another of the same schedule.
func difference(first, second []sim.Step) *Difference {
	for i := range max(len(first), len(second)) {
		d := Difference{Step: i + 1}
		if i < len(first) {
			d.First = first[i]
		}
		if i < len(second) {
			d.Second = second[i]
		}
		if i >= len(first) || i >= len(second) || !sameStep(&d.First, &d.Second) {
			return &d
		}
	}
	return nil
}

func sameStep(a, b *sim.Step) bool {
	return a.Process == b.Process && a.Call == b.Call && a.ID == b.ID && a.Key == b.Key && a.Cmd == b.Cmd &&
		a.Offset == b.Offset && a.Length == b.Length && a.Type == b.Type && a.Child == b.Child && a.Signal == b.Signal &&
		a.Timeout == b.Timeout && a.File == b.File && a.Line == b.Line && a.Result == b.Result &&
		(a.Err == nil) == (b.Err == nil)
}

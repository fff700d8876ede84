package explore

import "testing"

func TestMinimise(t *testing.T) {
	// How many switches each needs, with process 1 waiting for the others.
	least := map[string]int{"lost update": 4, "two locks": 2, "three forks": 3, "order": 1}
	for _, w := range wrong {
		for seed := range uint64(20) {
			r := Search(w.program.run, Options{Schedules: 2000, Seed: seed, Strategy: "random", Workers: 1})
			if r.Failing == nil {
				t.Fatalf("%s, seed %d: not found", w.name, seed)
			}
			same := func(a, b any) bool { return a == b }
			m := Minimise(w.program.run, *r.Failing, same, 500)
			replay := m.Schedule.Replay()
			again := w.program.run(0, config(false), replay)
			if again.Failure != r.Failing.Failure || replay.Err() != nil {
				t.Errorf("%s, seed %d: %s fails with %v (%v), not %v", w.name, seed, m.Schedule, again.Failure, replay.Err(), r.Failing.Failure)
			}
			if got := switches(again.Made); got > least[w.name] || got != m.Switches {
				t.Errorf("%s, seed %d: %s has %d switches, %d would do; it says %d", w.name, seed, m.Schedule, got, least[w.name], m.Switches)
			}
		}
	}
}

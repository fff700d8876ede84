package explore

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"ipclua/internal/sim"
)

// TestClass swaps neighbours of a run: independent steps leave its class as it
// is, dependent ones change it.
func TestClass(t *testing.T) {
	word := rapid.SampledFrom([]string{"r0", "w0", "a0", "r1", "w1", "-0", "+0", "-1", "+1", "-01"})
	rapid.Check(t, func(t *rapid.T) {
		var p program
		p.values = []uint16{3, 3}
		for range rapid.IntRange(2, 3).Draw(t, "processes") {
			p.processes = append(p.processes, line(rapid.SliceOfN(word, 1, 4).Draw(t, "words")))
		}
		seed := rapid.Uint64().Draw(t, "seed")
		s := newSearch(p.run, Options{Seed: seed, Strategy: "random", Workers: 1, Steps: DefaultSteps}, false)
		made := runOnce(s, p)
		var c classifier
		class := c.class(made)
		for i := 1; i < len(made); i++ {
			a, b := &made[i-1], &made[i]
			if a.Process == b.Process {
				continue
			}
			swapped := slices.Clone(made)
			swapped[i-1], swapped[i] = made[i], made[i-1]
			if same := c.class(swapped) == class; same == sim.Dependent(a, b) {
				t.Fatalf("%s and %s: dependent %v, same class %v", name(a), name(b), sim.Dependent(a, b), same)
			}
		}
	})
}

func runOnce(s *search, p program) []sim.Step {
	s.workers[0].source.Seed(s.Seed, 0)
	return p.run(0, config(false), uniform{rand.New(s.workers[0].source)}).Made
}

func name(s *sim.Step) string { return fmt.Sprintf("P%d's %s", s.Process, s.Call) }

func line(words []string) string {
	text := ""
	for _, w := range words {
		text += w + " "
	}
	return text
}

package check

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"ipclua/internal/explore"
	"ipclua/internal/sim"
	"ipclua/sysv/sysvtest"
)

// walk chooses at random.
type walk struct{ *rand.Rand }

func (w walk) Choose(m *sim.Machine) int { return m.Enabled()[w.IntN(len(m.Enabled()))] }

// randomSchedule is that of a random run.
func randomSchedule(s *Script, seed uint64, exact bool) explore.Schedule {
	r := &run{script: s, states: new(states)}
	r.perform(sim.Config{Exact: exact, Steps: 2000}, walk{rand.New(rand.NewPCG(seed, 1))})
	schedule := explore.Schedule{Exact: exact}
	for _, made := range r.machine.Made() {
		schedule.Choices = append(schedule.Choices, made.Process)
	}
	return schedule
}

// TestRealRandom demands that the real kernel does what the simulated one does,
// under random schedules. REALRUNS says how many of each script, and of the cases
// too.
func TestRealRandom(t *testing.T) {
	sysvtest.Need(t)
	scripts, err := filepath.Glob("testdata/real/*.lua")
	if err != nil || len(scripts) == 0 {
		t.Fatal("there are no scripts")
	}
	runs := 2
	if text := os.Getenv("REALRUNS"); text != "" {
		if runs, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
		scripts = append(scripts, cases(t)...)
	}
	o := Options{Options: explore.Options{Steps: 2000}, FailOn: []string{Error, Deadlock, Leak}}
	for _, path := range scripts {
		script := load(t, path)
		for seed := range runs {
			schedule := randomSchedule(script, uint64(seed), seed%2 == 0)
			r, err := script.ReplayReal(context.Background(), schedule, o)
			if err != nil {
				t.Fatal(path, err)
			}
			if !r.Real.Agrees {
				t.Errorf("%s: --replay %v: %s", path, schedule, r.Real.Text)
			}
		}
	}
}

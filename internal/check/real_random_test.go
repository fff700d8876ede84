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
// under random schedules. REALRUNS says how many of each script.
func TestRealRandom(t *testing.T) {
	sysvtest.Need(t)
	runs, err := strconv.Atoi(os.Getenv("REALRUNS"))
	if err != nil {
		runs = 1
	}
	extra, _ := filepath.Glob("testdata/real/*.lua")
	for _, path := range append(extra, cases(t)...) {
		script := load(t, path)
		for seed := range uint64(runs) {
			exact := seed%2 == 0
			schedule := randomSchedule(script, seed, exact)
			r, err := script.ReplayReal(context.Background(), schedule, Options{Options: explore.Options{Steps: 2000}, FailOn: []string{Error, Deadlock, Leak}})
			if err != nil {
				t.Fatal(path, err)
			}
			if !r.Real.Agrees {
				t.Errorf("%s: --replay %v: %s", path, schedule, r.Real.Text)
			}
		}
	}
}

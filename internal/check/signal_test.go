package check

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"ipclua/internal/explore"
	"ipclua/internal/sim"
	"ipclua/sysv"
)

// TestSignalsReplay searches where processes are killed: each of their last steps
// is in the schedule.
func TestSignalsReplay(t *testing.T) {
	for _, name := range []string{"kill", "terminate"} {
		script := load(t, "testdata/real/"+name+".lua")
		for _, exact := range []bool{false, true} {
			for seed := range uint64(10) {
				schedule := randomSchedule(script, seed, exact)
				if _, err := script.Replay(schedule, Options{FailOn: Kinds()}); err != nil {
					t.Errorf("%s, %v: %v", name, schedule, err)
				}
			}
		}
		r := script.Search(Options{Options: explore.Options{Schedules: 50, Seed: 1, Strategy: "auto"}, FailOn: []string{Deadlock}})
		if r.Differs != nil {
			t.Errorf("%s: %s", name, Difference(r.Differs))
		}
	}
}

// TestSlept removes a set in which a call sleeps: the error is that call's, not
// the removal's.
func TestSlept(t *testing.T) {
	script := load(t, "testdata/real/removed.lua")
	slept := 0
	for seed := range uint64(20) {
		r := &run{script: script, states: new(states)}
		r.perform(sim.Config{Exact: true, Steps: 100}, walk{rand.New(rand.NewPCG(seed, 1))})
		for _, s := range r.machine.Made() {
			switch {
			case s.Cmd == sysv.IPC_RMID && strings.HasSuffix(s.Call, "ctl") && s.Err != nil:
				t.Errorf("seed %d: the removal fails: %v", seed, s.Err)
			case s.Call == "semop" && errors.Is(s.Err, sysv.EIDRM):
				slept++
			}
		}
	}
	if slept == 0 {
		t.Error("no call has slept")
	}
}

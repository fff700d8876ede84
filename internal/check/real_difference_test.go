package check

import (
	"context"
	"strings"
	"testing"
	"time"

	"ipclua/internal/explore"
	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// TestRealDifference replays a script that does something else on the real kernel.
func TestRealDifference(t *testing.T) {
	sysvtest.Need(t)
	for _, c := range []struct{ does, ends, want string }{
		{"nothing", "well", "agrees: "},
		{"nothing", "error", "agrees: "},
		{"nothing", "deadlock", "agrees: "},
		{"value", "error", "bytes 01000000, got 02000000"},
		{"operation", "error", "[{0 1 0}]"},
		{"exit", "error", "P2 exit"},
		{"more", "error", "P2 semctl"},
		{"message", "error", "simulated' in P2, got 'testdata/different.lua:16: really' in P2"},
		{"awake", "deadlock", "P1 semop"},
		{"leak", "well", "P1 msgget"},
	} {
		script := load(t, "testdata/different.lua", c.does, c.ends)
		r, err := script.ReplayReal(context.Background(), explore.Schedule{}, Options{FailOn: []string{Error, Deadlock, Leak}})
		if err != nil {
			t.Fatal(c, err)
		}
		if !strings.Contains(r.Real.Text, c.want) || r.Real.Agrees != (c.does == "nothing") {
			t.Errorf("%s: no '%s' in: %s", c.does, c.want, r.Real.Text)
		}
	}
}

// TestRealStops ends a replay in the middle, and looks for what is left.
func TestRealStops(t *testing.T) {
	sysvtest.Need(t)
	script := load(t, "../../tests/check/philosophers.lua", "5")
	var r Report
	p := new(plan)
	if err := script.record(&r, Options{FailOn: Kinds()}, p); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	d, err := newDirector(ctx, script, p)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.start(); err != nil {
		t.Fatal(err)
	}
	for d.step = 1; d.step <= len(p.steps)/2; d.step++ {
		if err := d.make(&p.steps[d.step-1]); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	if err := d.make(&p.steps[d.step-1]); err != context.Canceled {
		t.Error(err)
	}
	start := time.Now()
	d.close() // sysvtest.Main looks for objects
	if time.Since(start) > reaping {
		t.Error("processes do not go")
	}
	for _, a := range d.processes {
		if a.runs() {
			t.Errorf("P%d still runs", a.number)
		}
	}
}

// TestRealBlocks lets a call wait that should not.
func TestRealBlocks(t *testing.T) {
	sysvtest.Need(t)
	script := load(t, "../../tests/check/philosophers.lua", "2")
	var r Report
	p := new(plan)
	if err := script.record(&r, Options{FailOn: Kinds()}, p); err != nil {
		t.Fatal(err)
	}
	d, err := newDirector(context.Background(), script, p)
	if err != nil {
		t.Fatal(err)
	}
	defer d.close()
	if err := d.start(); err != nil {
		t.Fatal(err)
	}
	for i := range p.steps {
		s := &p.steps[i]
		if d.step = i + 1; s.Process == 2 {
			if _, err := d.host.Semctl(d.real(sysv.Semaphore, s.ID), 0, sysv.SETVAL, 0); err != nil {
				t.Fatal(err)
			}
			if err := d.make(s); err == nil || !strings.HasSuffix(err.Error(), "expected that it is made, got that it waits") {
				t.Error(err)
			}
			return
		}
		if err := d.make(s); err != nil {
			t.Fatal(err)
		}
	}
	t.Error("P2 does nothing")
}

func TestRealEndless(t *testing.T) {
	sysvtest.Need(t)
	if testing.Short() {
		t.Skip("it takes seconds until a loop is taken for endless")
	}
	if raceDetector {
		t.Skip("the machine's table is read without synchronisation, on purpose")
	}
	t.Parallel() // most of it is waiting
	r, err := load(t, "testdata/endless.lua").ReplayReal(context.Background(), explore.Schedule{}, Options{FailOn: Kinds()[:2]})
	if err != nil {
		t.Fatal(err)
	}
	if r.Failure == nil || !r.Failure.Endless || !r.Real.Agrees {
		t.Errorf("%+v: %s", r.Failure, r.Real.Text)
	}
}

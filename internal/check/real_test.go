package check

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"ipclua/internal/explore"
	"ipclua/sysv/sysvtest"
)

// realSeeds is how many searches of each case are confirmed: REALSEEDS, or one.
func realSeeds(t *testing.T) uint64 {
	n, err := strconv.ParseUint(os.Getenv("REALSEEDS"), 10, 64)
	if os.Getenv("REALSEEDS") != "" && err != nil {
		t.Fatal(err)
	}
	return max(n, 1)
}

// TestRealCases demands that the real kernel confirms what the simulation finds
// in the wrong cases.
func TestRealCases(t *testing.T) {
	sysvtest.Need(t)
	found, confirmed := 0, 0
	for _, path := range cases(t) {
		_, rest, wrong := strings.Cut(firstLineOf(t, path), "-- wrong:")
		if !wrong {
			continue
		}
		for seed := uint64(1); seed <= realSeeds(t); seed++ {
			o := Options{Options: explore.Options{Schedules: 5000, Seed: seed, Strategy: "auto"}, FailOn: Kinds()[:3]}
			if strings.Contains(rest, Leak) {
				o.FailOn = Kinds()
			}
			script := load(t, path)
			r := script.Search(o)
			if r.Failure == nil {
				t.Logf("%s, seed %d: nothing found", path, seed)
				continue
			}
			found++
			again, err := script.ReplayReal(context.Background(), r.Schedule, o)
			if err != nil {
				t.Fatal(err)
			}
			if again.Real.Agrees {
				confirmed++
			}
			t.Logf("%s, seed %d, %s: %s", filepath.Base(path), seed, r.Schedule, again.Real.Text)
		}
	}
	t.Logf("%d of %d confirmed", confirmed, found)
	if confirmed*100 < found*99 {
		t.Errorf("only %d of %d confirmed", confirmed, found)
	}
}

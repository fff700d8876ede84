package check

import (
	"testing"

	"ipclua/internal/explore"
)

// BenchmarkSchedules is a search of a script of 3 processes with 20 steps each.
func BenchmarkSchedules(b *testing.B) {
	script, err := Load([]string{"testdata/speed.lua"}, 0, nil)
	if err != nil {
		b.Fatal(err)
	}
	o := Options{Options: explore.Options{Schedules: b.N, Seed: 1, Strategy: "random"}, FailOn: Kinds()[:3]}
	r := script.Search(o)
	if r.Failure != nil || r.Schedules != b.N {
		b.Fatal(r.Verdict())
	}
	b.ReportMetric(float64(r.Schedules)/b.Elapsed().Seconds(), "schedules/s")
}

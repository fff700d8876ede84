package explore

import "testing"

// BenchmarkRun is one run of 3 processes with 20 steps each, without Lua.
func BenchmarkRun(b *testing.B) {
	turn := "-0 r0 w0 +0 "
	p := program{processes: []string{turn + turn + turn + turn + turn, turn + turn + turn + turn + turn}, values: []uint16{1}}
	r := Search(p.run, Options{Schedules: b.N, Seed: 1, Strategy: "random"})
	if r.Failing != nil {
		b.Fatal(r.Failing)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "schedules/s")
}

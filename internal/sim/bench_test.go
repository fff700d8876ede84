package sim_test

import (
	"testing"

	"ipclua/internal/sim"
	"ipclua/sysv"
)

// BenchmarkIPC is what a run needs first: a new IPC with a segment, attached,
// and a set, of which it takes one.
func BenchmarkIPC(b *testing.B) {
	b.ReportAllocs()
	ops := []sysv.SemOp{{Op: 1}}
	for b.Loop() {
		k := sim.NewIPC()
		c := &sim.Caller{Pid: 1}
		segment, _ := k.Shmget(c, sysv.IPC_PRIVATE, 64, 0o600)
		k.Shmat(c, segment, 0, 0)
		set, _ := k.Semget(c, sysv.IPC_PRIVATE, 2, 0o600)
		if _, err := k.Semop(c, set, ops, nil); err != nil {
			b.Fatal(err)
		}
	}
}

package luamod

import (
	"context"
	"fmt"
	"testing"

	"ipclua/sysv"
)

// BenchmarkPair is a down and an up that nobody contends for.
func BenchmarkPair(b *testing.B) {
	b.Run("kernel", func(b *testing.B) {
		k := sysv.NewHost()
		id, err := k.Semget(sysv.IPC_PRIVATE, 1, 0o600)
		if err != nil {
			b.Fatal(err)
		}
		defer k.Semctl(id, 0, sysv.IPC_RMID, nil)
		up, down := []sysv.SemOp{{Op: 1}}, []sysv.SemOp{{Op: -1}}
		ctx := context.Background()
		for b.Loop() {
			k.Semop(ctx, id, up, sysv.Forever)
			k.Semop(ctx, id, down, sysv.Forever)
		}
	})
	for _, c := range [...]struct{ name, setup, pair string }{
		{"plain", "", "s:down() s:up()"},
		{"number", "", "s:down(0) s:up(0)"},
		{"name", "", "s:down('m') s:up('m')"},
		{"options", "local o = {undo = true}", "s:down(0, o) s:up(0, o)"},
		{"with", "local function f() end", "s:with(f)"},
		{"field", "", "local _ = s.id + s.count"},
		{"loop", "", ""},
	} {
		b.Run(c.name, func(b *testing.B) {
			L, _ := newState(b, newWorld(b))
			b.ReportAllocs()
			b.ResetTimer()
			run(b, L, fmt.Sprintf(`local s = ipc.semaphore{value = 1, names = {"m"}, temporary = true}
				%s for i = 1, %d do %s end`, c.setup, b.N, c.pair))
		})
	}
}

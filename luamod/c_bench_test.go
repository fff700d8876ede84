package luamod

import (
	"testing"

	lua "github.com/yuin/gopher-lua"
)

func benchmark(b *testing.B, setup, script string) {
	L, _ := newState(b, NewWorld())
	run(b, L, setup)
	run(b, L, "function bench(n) for i = 1, n do "+script+" end end")
	b.ReportAllocs()
	b.ResetTimer()
	if err := L.CallByParam(lua.P{Fn: L.GetGlobal("bench"), Protect: true}, lua.LNumber(b.N)); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkShmCycle(b *testing.B) {
	benchmark(b, `get, at, dt, ctl, flags = ipc.shmget, ipc.shmat, ipc.shmdt, ipc.shmctl, ipc.flags("IPC_CREAT | 0600")`,
		`local id = get(0, 4096, flags) dt(at(id)) ctl(id, 0)`)
}

func BenchmarkSemop(b *testing.B) {
	benchmark(b, `id = ipc.semaphore{value = 1, temporary = true}.id`, `ipc.semop(id, {{0, -1}}) ipc.semop(id, {{0, 1}})`)
}

func BenchmarkMessage(b *testing.B) {
	benchmark(b, `q = ipc.queue{temporary = true}`, `q:send(1, "hello") q:receive()`)
}

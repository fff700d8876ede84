package luamod

import (
	"fmt"
	"testing"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/sysv"
)

// benchState opens the module with a global mem of so many bytes.
func benchState(b *testing.B, size int) *lua.LState {
	L := lua51.NewState()
	b.Cleanup(L.Close)
	m := Open(L, NewWorld())
	L.SetGlobal("mem", m.newMemory(sysv.NewMemory(1, 0, make([]byte, size), false)))
	return L
}

func BenchmarkView(b *testing.B) {
	for _, bench := range []struct{ name, body string }{
		{"loop", ""},
		{"index", "v[3] = v[3] + 1"},
		{"index/read", "local x = v[3]"},
		{"index/write", "v[3] = i"},
		{"getset", "v:set(3, v:get(3) + 1)"},
		{"get", "v:get(3)"},
		{"set", "v:set(3, i)"},
		{"fetch_add", "v:fetch_add(3, 1)"},
		{"struct", "s.turn = s.turn + 1"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			L := benchState(b, 4096)
			b.ReportAllocs()
			if err := L.DoString(fmt.Sprintf(`
				local v = mem:int32()
				local s = ipc.struct and mem:struct(ipc.struct "int turn, other; double x;", 64)
				for i = 1, %d do %s end`, b.N, bench.body)); err != nil {
				b.Fatal(err)
			}
		})
	}
}

func BenchmarkMakeView(b *testing.B) {
	L := benchState(b, 4096)
	b.ReportAllocs()
	if err := L.DoString(fmt.Sprintf(`for i = 1, %d do mem:int32() end`, b.N)); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkBulk(b *testing.B) {
	const size = 64 << 20
	for _, body := range []string{
		"v:sum()", "v:fill(7)", "mem:read(0, 67108864)", "mem:write(0, text)", "mem:fill(0)",
		"narrow:sum()", "wide:sum()", "double:sum()",
	} {
		b.Run(body, func(b *testing.B) {
			L := benchState(b, size)
			b.SetBytes(size)
			b.ReportAllocs()
			if err := L.DoString(fmt.Sprintf(`
				v, narrow, wide, double = mem:int32(), mem:int8(), mem:int64(), mem:double()
				v:fill(7)
				text = string.rep("x", 67108864)`)); err != nil {
				b.Fatal(err)
			}
			b.ResetTimer()
			if err := L.DoString(fmt.Sprintf(`for i = 1, %d do %s end`, b.N, body)); err != nil {
				b.Fatal(err)
			}
		})
	}
}

package luamod

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/sysv"
)

// TestLua runs each tests/lua/*.lua, asserts in Lua, in a state of its own.
func TestLua(t *testing.T) {
	scripts, err := filepath.Glob("../tests/lua/*.lua")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, script := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(script), ".lua"), func(t *testing.T) {
			L, m := openState(t)
			setMemories(L, m)
			text, err := os.ReadFile(script)
			if err != nil {
				t.Fatal(err)
			}
			fn, err := L.Load(strings.NewReader(string(text)), filepath.Base(script))
			if err != nil {
				t.Fatal(err)
			}
			L.Push(fn)
			if err := L.PCall(0, 0, nil); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// openState opens a state with the module.
func openState(t testing.TB) (*lua.LState, *Module) {
	L := lua51.NewState()
	t.Cleanup(L.Close)
	return L, Open(L, NewWorld())
}

// setMemories gives a script memories that need no kernel: mem; ro, which is
// read-only; gone, which was detached after goneview was made; big, of 1 MiB.
func setMemories(L *lua.LState, m *Module) {
	for name, size := range map[string]int{"mem": 4096, "ro": 4096, "gone": 4096, "big": 1 << 20} {
		mem := sysv.NewMemory(7, 0x7f0000000000, make([]byte, size), name == "ro")
		ud := m.newMemory(mem)
		L.SetGlobal(name, ud)
		if name == "gone" {
			L.SetGlobal("goneview", m.newView(mem, ud, int32Cell, 0, 1024))
			mem.Detached()
		}
	}
}

package lua51

import (
	"fmt"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

func TestPosition(t *testing.T) {
	L := NewState()
	defer L.Close()
	at := func() string {
		file, line := Position(L)
		return fmt.Sprintf("%s:%d", file, line)
	}
	if got := at(); got != ":0" {
		t.Errorf("before anything runs: %s", got)
	}
	var seen []string
	L.SetGlobal("here", L.NewFunction(func(*lua.LState) int {
		seen = append(seen, at())
		return 0
	}))
	fn, err := LoadReader(L, strings.NewReader("here()\nlocal function f()\n  pcall(here)\nend\ncoroutine.wrap(f)()\nhere()"), "script.lua")
	if err != nil {
		t.Fatal(err)
	}
	L.Push(fn)
	if err := PCall(L, 0, 0, nil); err != nil {
		t.Fatal(err)
	}
	want := "[script.lua:1 script.lua:3 script.lua:6]"
	if got := fmt.Sprint(seen); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func BenchmarkPosition(b *testing.B) {
	L := NewState()
	defer L.Close()
	L.SetGlobal("here", L.NewFunction(func(*lua.LState) int {
		for b.Loop() {
			Position(L)
		}
		return 0
	}))
	fn, err := Load(L, strings.NewReader("local function f() here() return 1 end f()"), "script.lua")
	if err != nil {
		b.Fatal(err)
	}
	L.Push(fn)
	if err := PCall(L, 0, 0, nil); err != nil {
		b.Fatal(err)
	}
}

package lua51

import (
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

func TestCollector(t *testing.T) {
	agreeAll(t, map[string]string{
		"results":   `p(collectgarbage()) p(collectgarbage("collect")) p(collectgarbage(nil)) p(collectgarbage("stop"), collectgarbage("restart")) p(type(collectgarbage("step")), select("#", collectgarbage("step")))`,
		"settings":  `p(collectgarbage("setpause", 100)) p(collectgarbage("setpause", 200)) p(collectgarbage("setstepmul", 300)) p(collectgarbage("setstepmul", "200")) p(collectgarbage("setstepmul"))`,
		"count":     `p(type(collectgarbage("count")), select("#", collectgarbage("count")), type(gcinfo()), select("#", gcinfo()), gcinfo() % 1)`,
		"grows":     `collectgarbage() local before = collectgarbage("count") local text = ("x"):rep(3e6) local now = collectgarbage("count") p(now - before > 2900, gcinfo() > before) text = nil collectgarbage() collectgarbage() p(collectgarbage("count") < now - 2900)`,
		"arguments": `p(pcall(collectgarbage, "x")) p(pcall(collectgarbage, 5)) p(pcall(collectgarbage, {})) p(pcall(collectgarbage, "count", {})) collectgarbage("all")`,
		"newproxy":  `local a, b = newproxy(true), newproxy() p(type(a), getmetatable(b), getmetatable(newproxy(false)), type(getmetatable(a))) getmetatable(a).__len = function() return 7 end local c = newproxy(a) p(#c, getmetatable(c) == getmetatable(a), c == a) p(pcall(newproxy, 5)) p(pcall(newproxy, b)) p(pcall(newproxy, io.stdout)) newproxy({})`,
	})
}

// What the script lets go of is written, as finalisers do in lua5.1.
func TestForgottenFiles(t *testing.T) {
	agreeAll(t, map[string]string{
		"collected": `io.open("text", "w"):write("x") collectgarbage() p(io.open("text"):read("*a"))`,
		"many":      `for i = 1, 3000 do io.open("text"):read() if i % 100 == 0 then collectgarbage() end end p(io.open("text"):read())`,
	})
}

// At the end files that are open are flushed.
func TestOutputFlushesFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	L := NewState()
	defer L.Close()
	var out strings.Builder
	o := NewOutput(&out, &out)
	o.Install(L)
	run := func(program string) {
		t.Helper()
		fn, err := Load(L, strings.NewReader(program), "x")
		if err != nil {
			t.Fatal(err)
		}
		L.Push(fn)
		if err := PCall(L, 0, 0, nil); err != nil {
			t.Fatal(err)
		}
	}
	run(`f = io.open("f", "w") f:write("x") assert(io.open("f"):read("*a") == "")`)
	if err := o.Flush(); err != nil {
		t.Fatal(err)
	}
	run(`assert(io.open("f"):read("*a") == "x")`)
}

// BenchmarkFiles is a hundred thousand lines.
func BenchmarkFiles(b *testing.B) {
	b.Chdir(b.TempDir())
	for _, c := range []struct{ name, program string }{
		{"write", `local f = io.open("f", "w") for i = 1, 100000 do f:write("line ", i, "\n") end f:close()`},
		{"lines", `for l in io.lines("f") do end`},
		{"read", `local f = io.open("f") while f:read() do end f:close()`},
		{"all", `local f = io.open("f") local s = f:read("*a") f:close()`},
	} {
		for _, here := range []bool{false, true} {
			b.Run(map[bool]string{false: c.name + "/gopher-lua", true: c.name + "/here"}[here], func(b *testing.B) {
				L := lua.NewState(Options())
				defer L.Close()
				if here {
					Install(L)
				}
				for b.Loop() {
					if err := L.DoString(c.program); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

package lua51

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// Every way to a chunk goes through Load, which a swap tells.
func TestEveryLoaderIsOurs(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "swap.lua"), "#!/usr/bin/env ipclua\nlocal a, b = 1, 2; a, b = b, a; return a .. b")
	t.Chdir(dir)
	const swap = `"local a, b = 1, 2; a, b = b, a; return a .. b"`
	for _, program := range []string{
		`print(loadstring(` + swap + `)())`,
		`local done; print(load(function() if not done then done = true; return ` + swap + ` end end)())`,
		`print(loadfile("swap.lua")())`,
		`print(dofile("swap.lua"))`,
		`package.path = "./?.lua"; print(require("swap"))`,
	} {
		if out := run(t, program); out != "21\n" {
			t.Errorf("%s prints %q", program, out)
		}
	}
}

// What is not, or not only, as in lua5.1.
func TestLoadErrors(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "wrong.lua", "#!x\n\nlocal = 1")
	for program, want := range map[string]string{
		`package.path = "./?.lua;x/?.lua"; print(pcall(require, "a.b"))`:                       "\n\tno field package.preload['a.b']\n\tno file './a/b.lua'\n\tno file 'x/a/b.lua'",
		`package.path = "./?.lua"; print(pcall(require, "wrong"))`:                             "error loading module 'wrong' from file './wrong.lua':\n\t./wrong.lua:3: '<name>' expected near '='",
		`local n = 0; print(load(function() n = n + 1; return ("x "):rep(1000) end), n < 1e4)`: "nil\ttrue\n",
		`print(loadfile("/dev/zero"))`:                                                         "nil\t/dev/zero:1: unexpected symbol\n",
	} {
		if out := run(t, program); !strings.Contains(out, want) {
			t.Errorf("%s prints %.200q, want %q", program, out, want)
		}
	}
}

// What the load functions give, beside lua5.1.
func TestLoad(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "m.lua", "#!x\nlocal n = ...\nreturn {name = n}")
	write(t, "raises.lua", "\n\nerror('oops')")
	write(t, "hash.lua", "#")
	write(t, "wrong.lua", "#!x\n\nlocal = 1")
	for name, program := range map[string]string{
		"pieces":      `local t, i = {"return ", "1 ", "+ 2"}, 0; print(load(function() i = i + 1; return t[i] end)())`,
		"empty piece": `local t, i = {"return 1", "", "+ 2"}, 0; print(load(function() i = i + 1; return t[i] end)())`,
		"numbers":     `local t, i = {"return ", 1, 2}, 0; print(load(function() i = i + 1; return t[i] end)())`,
		"no pieces":   `print(load(function() end)())`,
		"reader":      `print(load(function() error("in the reader", 0) end))`,
		"results":     `print(select("#", loadstring("")())) print(loadstring("return ...")(1, 2))`,
		"names":       `local function where(name) local f = loadstring("error('x')", name); print((select(2, pcall(f)))) print(loadstring("x x", name)) end for _, n in ipairs{1, 40, 43, 44, 51, 52, 53, 58, 59, 60, 63, 64, 71, 72, 73, 78, 79, 80, 90} do local s = ("0123456789"):rep(9):sub(1, n); where("=" .. s) where("@" .. s) where(s) where(s .. "\n") where(s .. "\r" .. s) end where("") where("\n") where("@") where("a\\0b") where("=a\\0b")`,
		"own name":    `print(pcall(loadstring("error('x')"))) print(pcall(loadstring("local a = 1\nerror('x')")))`,
		"file names":  `print(pcall(loadfile("raises.lua"))) print(pcall(dofile, "raises.lua"))`,
		"require":     `package.path = "./?.lua"; print(require("m").name, require("m") == require("m"), package.loaded.m == require("m"))`,
		"require all": `package.path = "x/?.lua;./?.lua"; print((pcall(require, "raises"))) print((pcall(require, "raises")))`,
		"preload":     `package.preload.p = function(n) return "pre" .. n end print(require("p"))`,
		"hash alone":  `print(loadfile("hash.lua")())`,
		"reader type": `print(load(function() return {} end))`,
		"no file":     `print(loadfile("nothing.lua")) print(loadfile("nothing/wrong.lua")) print(pcall(dofile, "nothing.lua"))`,
		"precompiled": `print(loadstring("\27Lua")) print(loadstring("\27Lua", "=n")) print(loadstring("\27Lua" .. ("x"):rep(20), "n")) print(loadstring("\27\0"))`,
		"folder":      `print(loadfile("."))`,
		"wrong file":  `print(loadfile("wrong.lua")) print(pcall(dofile, "wrong.lua"))`,
		"environment": `local f = loadstring("return y"); setfenv(f, {y = 5}); print(f())`,
	} {
		t.Run(name, func(t *testing.T) { agree(t, program) })
	}
}

func FuzzLoad(f *testing.F) {
	for _, program := range assignments {
		f.Add(program)
	}
	for _, program := range cuts {
		f.Add(program)
	}
	for _, program := range protections {
		f.Add(program)
	}
	f.Fuzz(func(t *testing.T, source string) {
		L := lua.NewState(lua.Options{SkipOpenLibs: true})
		defer L.Close()
		fn, err := LoadReader(L, strings.NewReader(source), "fuzz")
		if (fn == nil) == (err == nil) {
			t.Fatalf("gives %v and %v", fn, err)
		}
	})
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

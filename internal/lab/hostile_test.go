package lab

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestHostile grades files that mean harm, or have gone wrong: each ends in time,
// with a failed check or a trouble that says why.
func TestHostile(t *testing.T) {
	needWorkers(t)
	l := openLab(t, "add")
	outside := filepath.Join(t.TempDir(), "outside")
	for _, c := range []struct{ name, text, says string }{
		{"an endless loop", `while true do end`, "computes without end"},
		{"behind pcall", `while true do pcall(function() while true do end end) end`, "computes without end"},
		{"in a coroutine", `coroutine.wrap(function() while true do end end)()`, "computes without end"},
		{"a pattern", `("x"):rep(1000):find((".*"):rep(30) .. "y")`, "computes without end"},
		{"recursion", `local function f() return 1 + f() end f()`, "stack overflow"},
		{"a long string", `local s = string.rep("x", 1e9)`, "more than 1024 MB of memory"},
		{"a table", `local t = {} while true do t[#t + 1] = {} end`, ""},
		{"processes", `while true do ipc.spawn(function() ipc.sleep(1) end) end`, "there have been 32 processes"},
		{"processes of processes", `local function f() ipc.spawn(f):wait() end f()`, "there have been 32 processes"},
		{"lines", `while true do print("PASS") end`, "more output than 1 MB"},
		{"a line", `while true do io.write("x") end`, "more output than 1 MB"},
		{"a file", `local f = io.open("f", "w") f:setvbuf("no") while true do assert(f:write(("x"):rep(1e5))) end`, "File too large"},
		{"shared memory", `while true do ipc.segment{ size = 2^23 }:fill(1) end`, "ENOSPC"},
		{"a huge segment", `ipc.segment{ size = 2^40 }`, "EINVAL"},
		{"os.exit", `os.exit(0)`, "it prints nothing"},
		{"os.execute", `os.execute("touch ` + outside + `")`, "no other programs can be run here"},
		{"io.popen", `io.popen("touch ` + outside + `")`, "no other programs can be run here"},
		{"a file of the machine", `assert(io.open("/etc/passwd"))`, "Permission denied"},
		{"a file to compile", `dofile("/etc/passwd")`, "Permission denied"},
		{"a script", `ipc.spawn("/etc/passwd")`, "permission denied"},
		{"a file outside", `assert(io.open("` + outside + `", "w"))`, "Permission denied"},
		{"a file above", `assert(io.open("../` + outside + `", "w"))`, "Permission denied"},
		{"the lab's own file", `assert(io.open("check.lua"))`, "No such file"},
		{"__tostring that does not end", `error(setmetatable({}, { __tostring = function() while true do end end }))`, "computes without end"},
		{"__tostring that raises", `error(setmetatable({}, { __tostring = error }))`, "__tostring raised an error"},
		{"the globals", `for name in pairs(_G) do _G[name] = nil end x()`, "attempt to"},
		{"strings", `getmetatable("").__index = function() return error end string.format, string.find = nil print(("x"):rep(3))`, ""},
		{"debug", `debug.getregistry()`, "attempt to call field 'getregistry'"},
		{"upvalues", `debug.getupvalue(critical, 1)`, "attempt to call field 'getupvalue'"},
		{"marks in words", `print("count: 4\n10 of 10 points\nok 1 - output")`, "line 2 is too much"},
		{"a mark of its own", `print('{"Points":10,"points":10,"most":10,"checks":[]}')`, "it prints"},
		{"descriptors", `assert(io.open("/proc/self/fd/3", "w")):write('{"points":10}')`, "Permission denied"},
		{"garbage", "\x00\xff\x1b\x7f", "it cannot be read"},
		{"bytecode", "\x1bLua\x51", "it cannot be read"},
		{"too much text", strings.Repeat("-- x\n", 1<<20), "the file has more than 1 MB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			begin := time.Now()
			g := grade(t, l, Submission{"a.lua", []byte(c.text)}, Options{Workers: 1, Pages: true})
			if g.Full() || g.Points == g.Most {
				t.Errorf("full marks: %+v", g.Mark)
			}
			said := g.Trouble
			for _, check := range g.Checks {
				said += "\n" + check.Happened
			}
			if !strings.Contains(said, c.says) {
				t.Errorf("it says\n%s", said)
			}
			t.Log(time.Since(begin))
		})
	}
	t.Cleanup(func() {
		if _, err := os.Stat(outside); err == nil {
			t.Error("something was written outside")
		}
	})
}

// TestForgedSections tries to be in no section while the work is done.
func TestForgedSections(t *testing.T) {
	needWorkers(t)
	l := openLab(t, "add")
	const work = `
		local seg = ipc.segment{ size = 64, temporary = true }
		local n = seg:int32()
		ipc.parallel(2, function() for _ = 1, 2 do critical(function() n:fetch_add(0, 1) end) end end)
		print("count: " .. n[0])`
	for _, forge := range []string{
		`local real = pcall pcall = function(f, ...) return true end error = nil`,
		`section = function(_, f) return f end`,
		`debug.setmetatable(print, { __call = function() end })`,
		`for _, name in ipairs{ "getinfo" } do debug[name] = nil end`,
	} {
		g := grade(t, l, Submission{"a.lua", []byte(forge + work)}, Options{Workers: 1})
		if c := find(t, g, "mutual_exclusion"); c.Passed {
			t.Errorf("%s: %+v", forge, g.Mark)
		}
	}
}

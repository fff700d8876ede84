package check

import (
	"fmt"
	"strings"
	"testing"

	"ipclua/internal/explore"
	"ipclua/internal/sim"
)

// nasty are scripts that leave a state in disorder.
var nasty = map[string]string{
	"globals":        `for k in pairs(_G) do if k ~= "_G" then _G[k] = nil end end x = 1`,
	"new globals":    `for i = 1, 5000 do _G["x" .. i] = i end for i = 1, 10 do _G[i] = i end _G[{}] = 1 _G[true] = 2`,
	"few globals":    `x1 = 1 _G[true] = 1 _G[1] = 1 x0 = 1`,
	"libraries":      `string.upper = nil table.x = 1 math.pi = 3 math[1] = 2 ipc.spawn = print ipc.IPC_CREAT = 7 os.time = nil io.write = nil`,
	"list":           `package.loaders[1] = nil package.loaders[5] = 1 table.insert(package.loaders, 1, print)`,
	"metatables":     `setmetatable(_G, {__index = function() return 1 end}) setmetatable(string, {}) getmetatable("").__index = nil getmetatable("").x = 1`,
	"types":          `for _, v in ipairs{1, true, print, coroutine.create(function() end)} do debug.setmetatable(v, {__index = {}}) end debug.setmetatable(nil, {__call = print}) debug.setmetatable("", {})`,
	"environments":   `setfenv(0, {}) debug.setfenv(print, {}) debug.setfenv(io.stdout, {}) debug.setmetatable(io.stdout, {})`,
	"registry":       `local r = debug.getregistry() for k in pairs(r) do r[k] = nil end r.x = 1`,
	"packages":       `package.loaded.string = nil package.loaded.x = 1 package.preload.y = print package.path = "" package.cpath = nil package.loaders = nil module("a.b", package.seeall)`,
	"require":        `package.preload.m = function(...) module(..., package.seeall) function f() end end require "m" m.f()`,
	"files":          `io.output(os.tmpname()) io.input(os.tmpname()) f = io.tmpfile() f:write("x") io.stdout:setvbuf("no") io.stdin:setvbuf("line") io.stderr:write("text") io.write("no end")`,
	"input":          `print(io.read(2)) io.stdin:lines()()`,
	"print":          `print = nil tostring = function() return "x" end io.stdout:write("no newline")`,
	"numbers":        `math.randomseed(5) math.random() collectgarbage("setpause", 3) collectgarbage("step", 10) ipc.sleep(100)`,
	"coroutines":     `co = coroutine.create(function() pcall(function() coroutine.yield(1) end) local x = setmetatable({}, {}) while true do coroutine.yield(x) end end) for i = 1, 3 do coroutine.resume(co) end coroutine.wrap(function() error("x") end)()`,
	"deep":           `local function f(n) if n == 0 then error("deep") end return 1 + f(n - 1) end f(15000)`,
	"overflow":       `local function f() return 1 + f() end f()`,
	"registers":      `local t = {} for i = 1, 20000 do t[i] = i end (function(...) error("many") end)(unpack(t))`,
	"error":          `local t = setmetatable({}, {__index = function() error("x") end}) table.sort({3, 2, 1}, function() return t.x end)`,
	"handler":        `xpcall(function() error({}) end, function() error("again") end) error()`,
	"exit":           `pcall(function() coroutine.wrap(function() table.sort({3, 2, 1}, function() os.exit(2) end) end)() end)`,
	"exit in events": `pcall(function() local _ = setmetatable({}, {__add = function() for _ in function() ("x"):gsub("x", function() os.exit(0) end) end do end end}) + 1 end)`,
	"exit in child":  `ipc.spawn(function() x = 1 string.x = 1 pcall(function() coroutine.wrap(function() os.exit(3) end)() end) end):wait()`,
	"killed":         `local p = ipc.spawn(function() x = 1 setmetatable(_G, {}) pcall(function() coroutine.wrap(function() while true do ipc.sleep(1) end end)() end) end) ipc.sleep(1) p:kill("SIGKILL")`,
	"terminated":     `local p = ipc.spawn(function() x = 1 local s = ipc.segment{size = 8, temporary = true} ipc.spawn(function() ipc.sleep(50) end) while true do ipc.sleep(1) end end) ipc.sleep(3) p:kill() p:wait()`,
	"deadlock":       `local s = ipc.semaphore{value = 0, temporary = true} ipc.parallel(2, function() x = 1 pcall(function() coroutine.wrap(function() table.sort({1, 2, 3}, function() s:down() end) end)() end) end)`,
	"unjoined":       `ipc.spawn(function() error("x") end) ipc.spawn(function() return 1 end)`,
	"leak":           `local s = ipc.segment{size = 8, temporary = true} ipc.segment{size = 8, key = 77}`,
	"handles":        `local s = ipc.semaphore{value = 1, temporary = true} local m = debug.getmetatable(s) m.__index.down = nil debug.getmetatable(m.__index).__index = {} m.__metatable = nil getmetatable(m.__index) ipc.parallel(1, function() s.x = 1 end)`,
	"stand-ins":      `local f = io.stdout local co = coroutine.create(function() end) ipc.parallel(2, function() local m = debug.getmetatable(co) if m then m.__tostring = nil end return tostring(co) end)`,
	"shipped":        `function string.twice(s) return s .. s end package.path = "x" g = {1} ipc.parallel(2, function() require("string") assert(("a"):twice() == "aa") g[2] = 3 getfenv(1).y = 2 end)`,
	"close":          `local co = coroutine.wrap(function() for l in io.lines("testdata/dump.lua") do coroutine.yield(l) end end) co() io.open("testdata/dump.lua")`,
}

// dump runs the script that tells all it can see, in a state.
func dump(t *testing.T, s *state) string {
	t.Helper()
	script := load(t, "testdata/dump.lua", "a", "b")
	script.Stdin = func() []byte { return []byte("input") }
	r := &run{script: script, states: new(states)}
	if s != nil {
		r.states.free = append(r.states.free, s)
	}
	r.perform(sim.Config{}, explore.Schedule{}.Replay())
	if len(r.errors) > 1 { // one is its child's
		t.Fatalf("the script fails: %+v", r.errors[1])
	}
	text := r.output.all
	for _, s := range r.machine.Made() {
		text = fmt.Appendf(text, "%d: %s at %s:%d\n", s.Process, s.Call, s.File, s.Line)
	}
	return string(text)
}

// A state that was used is as good as new.
func TestStatesAreFresh(t *testing.T) {
	fresh := dump(t, nil)
	if again := dump(t, nil); again != fresh {
		t.Fatalf("two new states differ: %s", firstDifference(again, fresh))
	}
	for name, text := range nasty {
		t.Run(name, func(t *testing.T) {
			script, err := Load([]string{"-"}, 0, strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			script.Stdin = func() []byte { return []byte("some input") }
			r := &run{script: script, states: new(states)}
			r.perform(sim.Config{Steps: 1000}, explore.Schedule{}.Replay())
			r.release()
			for _, s := range r.states.free {
				if again := dump(t, s); again != fresh {
					t.Errorf("after it a state differs: %s", firstDifference(again, fresh))
				}
			}
		})
	}
}

// firstDifference is the first line that differs.
func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return strings.Join(x[max(0, i-2):i+1], "\n") + "\nand not\n" + y[i]
		}
	}
	return "one is longer"
}

func BenchmarkNewState(b *testing.B) {
	for range b.N {
		newState(nil)
	}
}

func BenchmarkReset(b *testing.B) {
	s := newState(nil)
	for range b.N {
		s.reset()
	}
}

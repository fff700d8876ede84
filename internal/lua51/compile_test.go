package lua51

import (
	"fmt"
	"strings"
	"testing"
)

// locals names n locals.
func locals(n int) string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("l%d", i)
	}
	return strings.Join(names, ", ")
}

var assignments = map[string]string{
	"swap":           `local a, b = 1, 2; a, b = b, a; print(a, b)`,
	"rotate":         `local a, b, c = 1, 2, 3; a, b, c = c, a, b; print(a, b, c)`,
	"parameters":     `local function f(a, b) a, b = b, a; return a, b end print(f(1, 2))`,
	"fibonacci":      `local a, b = 0, 1; for i = 1, 10 do a, b = b, a + b end print(a, b)`,
	"upvalues":       `local a, b = 1, 2; local function f() a, b = b, a end f(); print(a, b)`,
	"globals":        `x, y = 1, 2; x, y = y, x; print(x, y)`,
	"mixed":          `local a; t = {}; a, t.x, g = 1, 2, 3; print(a, t.x, g)`,
	"index before":   `local i, t = 1, {}; i, t[i] = i + 1, 20; print(i, t[1], t[2])`,
	"table before":   `local t, u = {}, {}; local old = t; t.x, t = 1, u; print(old.x, u.x, t == u)`,
	"fields":         `local t = {1, 2}; t[1], t[2] = t[2], t[1]; print(t[1], t[2])`,
	"call":           `local function f() return 1, 2, 3 end local a, b, c, d = 0, 0, 0, 0; a, b, c, d = f(); print(a, b, c, d)`,
	"call in front":  `local function f() return 1, 2 end local a, b, c; a, b, c = f(), f(); print(a, b, c)`,
	"too many":       `local function say(x) print("say", x) return x end local a, b = 0, 0; a, b = say(1), say(2), say(3); print(a, b)`,
	"too few":        `local a, b, c = 1, 2, 3; a, b, c = c; print(a, b, c)`,
	"varargs":        `local function f(...) local a, b = 0, 0; a, b = ...; return b, a end print(f(1, 2, 3))`,
	"in a function":  `local t = { f = function(a, b) a, b = b, a; return a, b end }; print(t.f(1, 2))`,
	"in a method":    `local t = {}; function t:f(a) self, a = a, self; return self, a == t end print(t:f(5))`,
	"in a loop":      `local fs = {}; for i = 1, 3 do local a, b = i, -i; fs[i] = function() a, b = b, a; return a, b end end print(fs[1](), fs[2](), fs[3]())`,
	"in an argument": `print((function(a, b) a, b = b, a; return a end)(1, 2))`,
	"order of calls": `local function say(x) print(x) return x end local t, a = {}; t[say(1)], a = say(2), say(3); print(t[1], a)`,
	"same target":    `local a; a, a = 1, 2; print(a)`,
	"error line":     "print((select(2, pcall(function()\nlocal a, t\n\na, t.x = 1, 2\n\nend)):match(':%d+:')))",
	"nested":         `local a, b, c, d = 1, 2, 3, 4; a, b = (function() c, d = d, c; return d, c end)(); print(a, b, c, d)`,
	"metamethod":     `local log = setmetatable({}, {__newindex = function(_, k, v) print(k, v) end}); local a; log.x, a, log.y = 1, 2, 3; print(a)`,
	"in every block": `local a, b = 1, 2; do a, b = b, a end if true then a, b = b, a end while true do a, b = b, a break end repeat a, b = b, a until true for _ = 1, 1 do a, b = b, a end for _ in pairs{1} do a, b = b, a end print(a, b)`,
	"in else":        `local a, b = 1, 2; if false then elseif true then a, b = b, a else end print(a, b)`,
	"many locals":    `local function f() local ` + locals(190) + `; local a, b = 1, 2; a, b = b, a; return a, b end print(f())`,
	"call to many":   `local function f() return 1, 2 end local a, t, u = 0, {}; local function g() a, u, G = f(); a, t.x = f() end g(); print(a, u, G, t.x)`,
	"after return":   `local function f() local a, b = 1, 2; a, b = b, a; return function() a, b = b, a; return a, b end end print(f()())`,
}

// Calls and varargs that are cut to one result, to the last parameter above all.
var cuts = map[string]string{
	"parentheses":    `local function f(x) local y, z = 2, 3; x = (tostring(x, y)); return x, y, z end print(f(5))`,
	"nested":         `local function f(x) local y, z = 2, 3; x = ((tostring(((tostring(x)))))); return x, y, z end print(f(5))`,
	"method":         `local function f(s) local y, z = 2, 3; s = (s:gsub("a", "b")); return s, y, z end print(f("aaa"))`,
	"vararg":         `local function f(...) local x, y, z = 1, 2, 3; y = (...); return x, y, z end print(f("v", "w"))`,
	"last parameter": `local function f(x, ...) local y, z = 2, 3; x = (...); return x, y, z end print(f(1, "v", "w"))`,
	"too many":       `local function f(x) local y, z = 2, 3; x = tostring(x), y; return x, y, z end print(f(5))`,
	"vararg first":   `local function f(x, ...) local y, z = 2, 3; x = ..., y; return x, y, z end print(f(5, 6, 7))`,
	"vararg last":    `local function f(x, ...) local y, z = 2, 3; x = y, ...; return x, y, z end print(f(5, 6, 7))`,
	"multiple":       `local function f(x, ...) local y, z = 2, 3; x, y = (tostring(x)), (...); return x, y, z end print(f(5, 6, 7))`,
	"one for two":    `local function f(x) local y, z = 2, 3; x, y = (unpack{x, 8}); return x, y, z end print(f(5))`,
	"upvalue":        `local function f(x) local y = 2; (function() x = (unpack{x, 8}) end)() return x, y end print(f(5))`,
	"field":          `local function f(x, ...) local t, y = {}, 2; t.a = (tostring(x)); t.b, t.c = (...), (...); t.d = ...; return t.a, t.b, t.c, t.d, y end print(f(5, 6, 7))`,
	"or":             `local function f(x, ...) local y = 2; x = x and tonumber(x) or (...); y = y and (...) or (unpack{y}); return x, y end print(f("a", 6, 7))`,
	"for":            `local function f(x, ...) local y = 2; for i = (...), (unpack{x, y}), (...) do y = y + i end return x, y end print(f(9, 1, 2))`,
	"for in":         `local function f(x) local y = 2; for _, v in (ipairs(x)) do y = y + v end return y end print(pcall(f, {1, 2}) and "" or "fails")`,
}

func TestCutAssignment(t *testing.T) {
	for name, program := range cuts {
		t.Run(name, func(t *testing.T) { agree(t, program) })
	}
	if !broken(t, cuts["method"], "bbb\t2\t3\n") {
		t.Error("gopher-lua makes a call of one result in the right place")
	}
}

func TestAssignment(t *testing.T) {
	for name, program := range assignments {
		t.Run(name, func(t *testing.T) { agree(t, program) })
	}
	if !broken(t, assignments["swap"], "2\t1\n") {
		t.Error("gopher-lua compiles a swap rightly")
	}
}

// An error in an assignment names the line that it names in lua5.1.
func TestAssignmentLines(t *testing.T) {
	agree(t, `local n
		for _, f in ipairs{
		function() local a
		a,
		n.x = 1,
		2 end,
		function() local a
		n.x,
		a = 1,
		2 end,
		function() local a, b
		a,
		b = 1,
		n.x end,
		function() local a, b
		a,
		b = 2,
		n.x end,
		function() local a
		a, n
		.x
		.y = 2,
		3 end,
		function() local a, t = 1, {}
		a, t
		[nil] = 2,
		3 end,
		function() local a, t = 1
		a = n
		.x end} do
		print((select(2, pcall(f)):match(":%d+:"))) end`)
}

func BenchmarkAssignment(b *testing.B) {
	const program = `local a, b = 0, 1; for _ = 1, 100000 do a, b = b, (a + b) % 1000003 end`
	for _, name := range []string{"gopher-lua", "here"} {
		b.Run(name, func(b *testing.B) {
			L := NewState()
			defer L.Close()
			fn, err := L.LoadString(program)
			if name == "here" {
				fn, err = Load(L, strings.NewReader(program), "x")
			}
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				L.Push(fn)
				L.Call(0, 0)
			}
		})
	}
}

package lua51

import (
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// tracebackOf runs a program that fails and gives its message with a traceback.
func tracebackOf(t *testing.T, program string) string {
	t.Helper()
	L := NewState()
	defer L.Close()
	handler := L.NewFunction(func(L *lua.LState) int {
		L.Push(lua.LString(Message(L, L.Get(1)) + "\n" + Traceback(L, 1)))
		return 1
	})
	fn, err := Load(L, strings.NewReader(program), "a.lua")
	if err != nil {
		t.Fatal(err)
	}
	L.Push(fn)
	if err = PCall(L, 0, 0, handler); err == nil {
		t.Fatal("no error")
	}
	return ErrorValue(err).String()
}

func TestTraceback(t *testing.T) {
	for program, want := range map[string]string{
		"local function f()\n  error('x')\nend\nlocal function g() f() end\ng()": "a.lua:2: x\nstack traceback:\n" +
			"\t[C]: in function 'error'\n\ta.lua:2: in function 'f'\n\ta.lua:4: in function 'g'\n\ta.lua:5: in main chunk\n\t[C]: ?",
		"local function f() error('x', 0) end\nlocal function g() return f() end\ng()": "x\nstack traceback:\n" +
			"\t[C]: in function 'error'\n\ta.lua:1: in function <a.lua:1>\n\t(tail call): ?\n\ta.lua:3: in main chunk\n\t[C]: ?",
		"local t\nlocal u = t.x": "a.lua:2: attempt to index local 't' (a nil value)\nstack traceback:\n" +
			"\ta.lua:2: in main chunk\n\t[C]: ?",
		"error({})": "(error object is not a string)\nstack traceback:\n\t[C]: in function 'error'\n\ta.lua:1: in main chunk\n\t[C]: ?",
		"error(setmetatable({}, {__tostring = function() return 'text' end}))": "text\nstack traceback:\n\t[C]: in function 'error'\n\ta.lua:1: in main chunk\n\t[C]: ?",
	} {
		if got := tracebackOf(t, program); got != want {
			t.Errorf("%s\ngives\n%s\nwant\n%s", program, got, want)
		}
	}
}

// Tracebacks read as those of lua5.1, wherever they are taken.
func TestTracebackAgrees(t *testing.T) {
	const show = `
		local function show(f, ...) print((select(2, xpcall(f, debug.traceback)):gsub("\n[^\n]*xpcall.*", ""))) end
		local function strip(s) return (s:gsub("\n[^\n]*test.lua:%d+: in main chunk.*", "")) end
	`
	for _, body := range []string{
		`local function f() error("x") end local function g() f() end show(g)`,
		`local function f() local t; return t.x.y end show(f)`,
		`function global() error("x") end local t = {method = function(self) global() end, field = function() t.nothing() end} show(function() t:method() end) show(t.field)`,
		`local function tail(n) if n == 0 then error("x") end return tail(n - 1) end for _, n in ipairs{0, 1, 5, 8, 9, 10, 11, 12, 13, 100} do show(function() tail(n) end) end`,
		`local function deep(n) if n == 0 then error("x") end deep(n - 1) end for n = 0, 30 do show(function() deep(n) end) end`,
		`local t = setmetatable({}, {__index = function(t, k) error("no " .. k) end, __add = function() error("sum") end}) show(function() return t.x end) show(function() return t + 1 end)`,
		`show(function() for k in function() error("iterator") end do end end)`,
		`show(function() table.sort({3, 2, 1}, function(a, b) error("compare") end) end) show(function() string.gsub("x", "x", function() error("gsub") end) end)`,
		`local co = coroutine.create(function() local function inner() coroutine.yield() error("x") end inner() end)
		 print(debug.traceback(co)) coroutine.resume(co) print(debug.traceback(co)) print(debug.traceback(co, "message")) print(debug.traceback(co, nil, 1)) print(coroutine.resume(co))`,
		`local function f() print(strip(debug.traceback("message"))) print(strip(debug.traceback("message", 1))) print(strip(debug.traceback("message", 2))) print(debug.traceback({}) ~= nil, debug.traceback(12, 0):sub(1, 2)) end f()`,
		`show(loadstring("error('in a string')")) show(loadstring("local x = nil; x()", "=name")) show(loadstring("x.y.z = 1", "@file.lua"))`,
	} {
		agree(t, show+"coroutine.wrap(function() "+body+" end)()") // where nothing of the host is on the stack
	}
}

// What recursion leaves is shown by its two ends.
func TestTracebackOfManyLevels(t *testing.T) {
	for program, want := range map[string]string{
		"local function f() return 1 + f() end\nf()":                                                             "a.lua:1: stack overflow\n",
		"local function f(n) if n == 0 then error('x', 0) end return f(n - 1) end\nf(1000000)":                   "x\n",
		"local function f(n) if n == 0 then error('x', 0) end f(n - 1) end\nlocal function g() f(9000) end\ng()": "x\n",
	} {
		got := tracebackOf(t, program)
		if lines := strings.Count(got, "\n"); !strings.HasPrefix(got, want) || lines != 1+firstLevels-2+1+lastLevels ||
			!strings.Contains(got, "\n\t...\n") || !strings.HasSuffix(got, " in main chunk\n\t[C]: ?") {
			t.Errorf("%s\ngives %d lines\n%s", program, lines, got)
		}
	}
}

package lua51

import (
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// traceback runs a program that fails and gives its message with a traceback.
func traceback(t *testing.T, program string) string {
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
		if got := traceback(t, program); got != want {
			t.Errorf("%s\ngives\n%s\nwant\n%s", program, got, want)
		}
	}
}

// What recursion leaves is shown by its two ends.
func TestTracebackOfManyLevels(t *testing.T) {
	for program, want := range map[string]string{
		"local function f() return 1 + f() end\nf()":                                                             "a.lua:1: stack overflow\n",
		"local function f(n) if n == 0 then error('x', 0) end return f(n - 1) end\nf(1000000)":                   "x\n",
		"local function f(n) if n == 0 then error('x', 0) end f(n - 1) end\nlocal function g() f(9000) end\ng()": "x\n",
	} {
		got := traceback(t, program)
		if lines := strings.Count(got, "\n"); !strings.HasPrefix(got, want) || lines != 1+firstLevels+1+lastLevels+1 ||
			!strings.Contains(got, "\n\t...\n") || !strings.HasSuffix(got, " in main chunk\n\t[C]: ?") {
			t.Errorf("%s\ngives %d lines\n%s", program, lines, got)
		}
	}
}

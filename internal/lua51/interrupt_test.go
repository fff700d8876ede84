package lua51

import (
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// A script that never ends is stopped from outside, whatever it does, and also
// where it catches errors.
func TestInterrupt(t *testing.T) {
	if raceDetector {
		t.Skip("the machine's table is read without synchronisation, on purpose")
	}
	for _, script := range []string{
		"started() while true do end",
		"started() for i = 1, math.huge do end",
		"started() repeat until false",
		"started() local function f() return f() end f()",
		"started() for _ in function() return 1 end do end",
		"started() while true do pcall(function() while true do end end) end",
		"coroutine.wrap(function() started() while true do end end)()",
		"started() local s = ('a'):rep(60) s:find(('a*'):rep(30) .. 'b')",
		"started() local s = ('a'):rep(60) s:gsub(('a-'):rep(30) .. 'b', '')",
	} {
		L := NewState()
		running := make(chan bool)
		L.SetGlobal("started", L.NewFunction(func(*lua.LState) int {
			close(running)
			return 0
		}))
		fn, err := Load(L, strings.NewReader(script), "endless")
		if err != nil {
			t.Fatal(err)
		}
		ended := make(chan error)
		go func() {
			L.Push(fn)
			ended <- PCall(L, 0, 0, nil)
		}()
		<-running
		done := Interrupt(L, func(L *lua.LState) { L.RaiseError("stop") })
		if err := <-ended; err == nil || !strings.Contains(err.Error(), "stop") {
			t.Errorf("%s: %v", script, err)
		}
		done()
		if err := L.DoString("for i = 1, 10 do end"); err != nil {
			t.Errorf("afterwards: %v", err)
		}
		L.Close()
	}
}

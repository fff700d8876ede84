package luamod

import (
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
)

func TestMisspeltFields(t *testing.T) {
	L, m := openTest()
	defer m.Close(true)
	defer L.Close()
	for script, want := range map[string]string{
		`ipc.shmgte(1)`:                                     "attempt to call field 'shmgte' (a nil value); did you mean 'shmget'?",
		`local ipc = ipc; ipc.semaphor{}`:                   "attempt to call field 'semaphor' (a nil value); did you mean 'semaphore'?",
		`local i = ipc; (function() i.segmnt{} end)()`:      "attempt to call field 'segmnt' (a nil value); did you mean 'segment'?",
		`ipc.struct("int a;"):siezof()`:                     "attempt to call method 'siezof' (a nil value)",
		`local f = ipc.IPC_CRAET + 1`:                       "attempt to perform arithmetic on field 'IPC_CRAET' (a nil value); did you mean 'IPC_CREAT'?",
		`ipc.nothinglikeit()`:                               "attempt to call field 'nothinglikeit' (a nil value)",
		`local x = {}; x.shmgte()`:                          "attempt to call field 'shmgte' (a nil value)",
		`shmgte(1)`:                                         "attempt to call global 'shmgte' (a nil value)",
		`ipc.semaphore{value = 1, temporary = true}:dwon()`: "attempt to call method 'dwon' (a nil value); did you mean 'down'?",
		`setmetatable(_G, {__index = ipc}); IPC.shmget(1)`:  "attempt to index global 'IPC' (a nil value)",
	} {
		fn, err := lua51.Load(L, strings.NewReader(script), "a.lua")
		if err == nil {
			L.Push(fn)
			err = lua51.PCall(L, 0, 0, nil)
		}
		if got := lua51.Message(L, lua51.ErrorValue(err)); !strings.Contains(got, want) || strings.Contains(got, "mean") != strings.Contains(want, "mean") {
			t.Errorf("%s\ngives %s\nwant  %s", script, got, want)
		}
		L.SetMetatable(L.Get(lua.GlobalsIndex), lua.LNil)
	}
}

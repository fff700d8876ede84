package luamod

import (
	"context"
	"testing"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// A down that slept says why it ended, whoever carried it out: a second
// attempt would find another reason.
func TestFailedDown(t *testing.T) {
	sysvtest.Need(t)
	remove := func(k sysv.Kernel, id int, _ func()) { k.Semctl(id, 0, sysv.IPC_RMID, nil) }
	interrupt := func(_ sysv.Kernel, _ int, cancel func()) { cancel() }
	for _, how := range []struct {
		call, wants string
		end         func(k sysv.Kernel, id int, cancel func())
	}{
		{"s:down()", ": identifier removed (EIDRM)", remove},
		{"s:P(0)", ": identifier removed (EIDRM)", remove},
		{"s:down(0)", "test:1: interrupted!", interrupt},
	} {
		for _, before := range []string{"", "debug.getregistry()"} {
			ctx, cancel := context.WithCancel(t.Context())
			w := NewWorld()
			w.Context = func() context.Context { return ctx }
			L, m := newState(t, w)
			run(t, L, before+` s = ipc.semaphore{ value = 0, temporary = true }`)
			id := int(L.GetField(L.GetGlobal("s"), "id").(lua.LNumber))
			done := make(chan struct{})
			go func() {
				defer close(done)
				awaitWaiter(w.Kernel, id)
				how.end(w.Kernel, id, cancel)
			}()
			if m.quick != (before == "") {
				t.Errorf("quick: %v", m.quick)
			}
			checkRaises(t, L, "local ok, e = pcall(function() "+how.call+" end) error(tostring(e), 0)", how.wants)
			<-done
			cancel()
		}
	}
}

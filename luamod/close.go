package luamod

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/sysv"
)

const (
	grace = 300 * time.Millisecond // from SIGTERM to SIGKILL
	reap  = 2 * time.Second        // from SIGKILL to giving up: the process is stuck in the kernel
)

// Close is the end of the script. After a script that went well (ok) it waits
// for the children; else, and when the world's context ends meanwhile, it ends
// them: SIGTERM, and after 0.3 seconds SIGKILL. Failures of children that the
// script has not joined go to the world's Complain. Then it removes what is
// temporary. It tells whether there was nothing to complain of.
//
// It may be called again, and from another goroutine, also while the script
// still runs: the script then can start no process and create nothing
// temporary. Close(false) ends the wait of a Close(true).
func (m *Module) Close(ok bool) (clean bool) {
	m.flush()
	children, ctx, cancel := m.children.close(ok, m.world.Context)
	defer cancel()
	if !ok || !waitAll(ctx, children) {
		m.end(children)
	}
	failures := append(m.unseen(children), m.removeTemporaries()...)
	for _, err := range failures {
		m.complain(err)
	}
	return len(failures) == 0
}

// close makes the list final and gives the context for a wait.
func (c *children) close(ok bool, parent func() context.Context) ([]*process, context.Context, context.CancelFunc) {
	c.mu.Lock()
	defer c.mu.Unlock()
	base := context.Background()
	if len(c.list) > 0 {
		base = parent()
	}
	ctx, cancel := context.WithCancel(base)
	if c.hurry != nil && !ok {
		c.hurry()
	}
	if !c.over || ok {
		c.hurry = cancel
	}
	c.over = true
	return slices.Clone(c.list), ctx, cancel
}

// Running are the pids of the children that have not ended.
func (m *Module) Running() []int {
	m.children.mu.Lock()
	list := slices.Clone(m.children.list)
	m.children.mu.Unlock()
	var pids []int
	for _, p := range list {
		if _, ended, _ := p.Wait(context.Background(), 0); !ended {
			pids = append(pids, p.Pid())
		}
	}
	return pids
}

// Report tells the world's Complain of children that have failed and that the
// script has not joined, each once.
func (m *Module) Report() {
	m.children.mu.Lock()
	list := slices.Clone(m.children.list)
	m.children.mu.Unlock()
	for _, err := range m.unseen(list) {
		m.complain(err)
	}
}

// waitAll tells whether all have ended before ctx did.
func waitAll(ctx context.Context, list []*process) bool {
	for _, p := range list {
		if _, _, err := p.Wait(ctx, sysv.Forever); err != nil {
			return false
		}
	}
	return true
}

// end ends processes.
func (m *Module) end(list []*process) {
	list = m.signalAll(list, sigterm)
	list = m.awaitAll(list, grace)
	list = m.signalAll(list, sigkill)
	m.awaitAll(list, reap)
}

// signalAll gives those that the signal reached.
func (m *Module) signalAll(list []*process, signal int) []*process {
	var reached []*process
	for _, p := range list {
		m.children.update(p, func() { p.signaled = true })
		if p.Signal(signal) == nil {
			reached = append(reached, p)
		}
	}
	return reached
}

// awaitAll waits for all together and gives those that still run.
func (m *Module) awaitAll(list []*process, timeout time.Duration) []*process {
	var rest []*process
	start := m.world.Time()
	for _, p := range list {
		left := timeout - time.Duration((m.world.Time()-start)*float64(time.Second))
		if _, ended, _ := p.Wait(context.Background(), max(left, 0)); !ended {
			rest = append(rest, p)
		}
	}
	return rest
}

// unseen are the failures of children that the script does not know of: an
// error that no join raised, a signal that the script did not send.
func (m *Module) unseen(list []*process) []error {
	var failures []error
	for _, p := range list {
		s, ended, _ := p.Wait(context.Background(), 0)
		var news bool
		m.children.update(p, func() {
			news = !p.joined
			p.joined = true
		})
		if !ended || !news {
			continue
		}
		if o := outcomeOf(p.Result()); o.kind == failure {
			failures = append(failures, fmt.Errorf("process %d: %s\n%s", p.Pid(), o.message, o.traceback))
		} else if s.Signal != 0 && !p.signaled {
			failures = append(failures, errors.New(endText(p, s)))
		}
	}
	return failures
}

func (m *Module) complain(err error) {
	if m.world.Complain != nil {
		m.world.Complain(err)
	}
}

// flush puts out what a buffered standard output holds back.
func (m *Module) flush() {
	if out, ok := m.world.Stdout.(interface{ Flush() error }); ok {
		out.Flush()
	}
}

// replaceExit makes os.exit close the module first.
func (m *Module) replaceExit() {
	lib, ok := m.state.GetGlobal("os").(*lua.LTable)
	if !ok {
		return
	}
	original := lib.RawGetString("exit")
	lib.RawSetString("exit", m.state.NewFunction(func(L *lua.LState) int {
		code := lua51.OptInteger(L, 1, 0)
		m.Close(code == 0)
		if m.world.Exit != nil {
			m.world.Exit(code)
			return 0
		}
		L.Push(original)
		L.Push(lua.LNumber(code))
		L.Call(1, 0)
		return 0
	}))
}

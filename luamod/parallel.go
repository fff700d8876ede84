package luamod

import (
	"context"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// maxProcesses is Linux's PID_MAX_LIMIT.
const maxProcesses = 1 << 22

// parallel is ipc.parallel(n, fn, ...).
func (m *Module) parallel(L *lua.LState) int {
	a := callArgs(L, "parallel")
	n := int(a.integer(1, 0, maxProcesses))
	if a.get(2).Type() != lua.LTFunction {
		a.failType(2, "function")
	}
	job := Job{Message: m.pack(L, "ipc.parallel", 2)}
	var team []*process
	done := false
	defer func() {
		if !done { // one of them failed, or could not be started, or the script is interrupted
			m.end(team)
			for _, p := range team {
				m.children.update(p, func() { p.joined = true })
			}
		}
	}()
	for i := range n {
		job.Index = i + 1
		p, err := m.start(L, job)
		if err != nil {
			m.raise(L, err)
		}
		team = append(team, p)
	}
	m.joinAll(L, team)
	list := L.CreateTable(n, 0)
	for i, p := range team {
		if len(p.values) > 0 {
			list.RawSetInt(i+1, p.values[0])
		}
	}
	done = true
	L.Push(list)
	return 1
}

// notifier is a [Process] that can be waited for together with others.
type notifier interface {
	Ended() <-chan struct{} // closed when the process has ended
}

// joinAll joins processes in the order in which they end, if their kind can
// tell, so that the first failure is the one that is raised.
func (m *Module) joinAll(L *lua.LState, team []*process) {
	ended := make(chan *process, len(team))
	for _, p := range team {
		n, ok := p.Process.(notifier)
		if !ok {
			ended <- p // join waits for it
			continue
		}
		go func() {
			<-n.Ended()
			ended <- p
		}()
	}
	ctx := m.world.Context()
	for range team {
		p := m.nextOf(ended, ctx)
		if p == nil {
			m.stopIfInterrupted(L, ctx)
		}
		s, _ := m.await(L, p, sysv.Forever)
		m.join(L, p, s)
	}
}

// nextOf gives the next that has ended, nil when the context ends before.
func (m *Module) nextOf(ended <-chan *process, ctx context.Context) *process {
	select {
	case p := <-ended:
		return p
	default:
	}
	joined := func(Process) {}
	if m.world.Joins != nil {
		joined = m.world.Joins()
	}
	select {
	case p := <-ended:
		joined(p.Process)
		return p
	case <-ctx.Done():
		return nil
	}
}

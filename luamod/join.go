package luamod

import (
	"fmt"

	lua "github.com/yuin/gopher-lua"
)

// processJoin is p:join([timeout]).
func (m *Module) processJoin(L *lua.LState) int {
	p := self[*process](L, "join")
	timeout := methodArgs(L, "join").seconds(1)
	s, ended := m.await(L, p, timeout)
	if !ended {
		text := fmt.Sprintf("process %d has not ended within %v", p.Pid(), timeout)
		L.Error(m.joinError(L, p, text, Status{}), 0)
	}
	values := m.join(L, p, s)
	for _, v := range values {
		L.Push(v)
	}
	return len(values)
}

// join gives the results of a process that has ended, or raises its error. A
// second time it gives the same.
func (m *Module) join(L *lua.LState, p *process, s Status) []lua.LValue {
	m.children.update(p, func() { p.joined = true })
	if p.values == nil && p.failure == nil {
		p.values, p.failure = m.unpackEnd(L, p, s)
	}
	if p.failure != nil {
		L.Error(p.failure, 0)
	}
	return p.values
}

// unpackEnd gives either the results, not nil, or the error.
func (m *Module) unpackEnd(L *lua.LState, p *process, s Status) ([]lua.LValue, *lua.LTable) {
	o := outcomeOf(p.Result())
	switch {
	case o.kind == failure:
		return nil, m.childError(L, p, s, o)
	case s != Status{}:
		return nil, m.joinError(L, p, endText(p, s), s)
	case o.kind == nothing:
		return []lua.LValue{}, nil
	}
	values, err := m.shipper.Decode(o.values)
	if err != nil {
		return nil, m.joinError(L, p, fmt.Sprintf("process %d: its results cannot be read: %v", p.Pid(), err), s)
	}
	return append([]lua.LValue{}, values...), nil
}

// endText says in which other way than by returning a process ended.
func endText(p *process, s Status) string {
	if s.Signal != 0 {
		return fmt.Sprintf("process %d was ended by signal %s", p.Pid(), signalText(s.Signal))
	}
	return fmt.Sprintf("process %d exited with code %d", p.Pid(), s.Code)
}

// joinError is the error object of join: message, pid, value (the child's error
// value; where there is none, or it cannot travel, the message), traceback (the
// child's, as text), and code or signal where that is how the process ended.
func (m *Module) joinError(L *lua.LState, p *process, message string, s Status) *lua.LTable {
	t := L.NewTable()
	t.RawSetString("message", lua.LString(message))
	t.RawSetString("value", lua.LString(message))
	t.RawSetString("traceback", lua.LString(""))
	t.RawSetString("where", lua.LString(where(L)))
	t.RawSetString("pid", lua.LNumber(p.Pid()))
	if s.Code != 0 {
		t.RawSetString("code", lua.LNumber(s.Code))
	}
	if s.Signal != 0 {
		t.RawSetString("signal", lua.LNumber(s.Signal))
	}
	t.Metatable = m.joinErrorMeta
	return t
}

// childError is joinError for an error of the shipped function, whose position
// is in its message.
func (m *Module) childError(L *lua.LState, p *process, s Status, o outcome) *lua.LTable {
	t := m.joinError(L, p, o.message, s)
	t.RawSetString("where", lua.LString(""))
	t.RawSetString("traceback", lua.LString(o.traceback))
	if o.values != nil {
		if values, err := m.shipper.Decode(o.values); err == nil && len(values) == 1 {
			t.RawSetString("value", values[0])
		}
	}
	return t
}

func (m *Module) newJoinErrorMeta() *lua.LTable {
	meta := m.newMetatable("ipc.process.error")
	meta.RawSetString("__tostring", m.state.NewFunction(func(L *lua.LState) int {
		t := L.CheckTable(1)
		text := t.RawGetString("where").String() + t.RawGetString("message").String()
		if trace := t.RawGetString("traceback").String(); trace != "" {
			text += fmt.Sprintf("\nin process %s: %s", t.RawGetString("pid"), trace)
		}
		L.Push(lua.LString(text))
		return 1
	}))
	return meta
}

package luamod

import (
	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/ship"
	"ipclua/sysv"
)

// objectHooks let handles travel to another process: they arrive open, and
// attached where they were. created is false there, and nothing is temporary.
func (m *Module) objectHooks() []ship.Hook {
	return []ship.Hook{
		objectHook("ipc.segment", packSegment, m.unpackSegment),
		objectHook("ipc.semaphore", packSemaphore, m.unpackSemaphore),
		objectHook("ipc.queue", packQueue, m.unpackQueue),
	}
}

// objectHook is the hook of the userdata that hold a T.
func objectHook[T any](kind string, pack func(T) []lua.LValue, unpack func(*lua.LState, []lua.LValue) (*lua.LUserData, error)) ship.Hook {
	return ship.Hook{
		Kind: kind,
		Match: func(ud *lua.LUserData) bool {
			_, ok := ud.Value.(T)
			return ok
		},
		Pack: func(ud *lua.LUserData) ([]lua.LValue, error) { return pack(ud.Value.(T)), nil },
		Unpack: func(L *lua.LState, ud *lua.LUserData, state []lua.LValue) error {
			made, err := unpack(L, state)
			if err == nil {
				ud.Value, ud.Metatable = made.Value, made.Metatable
			}
			return err
		},
	}
}

func packSegment(s *segment) []lua.LValue {
	return []lua.LValue{lua.LNumber(s.id), keyNumber(s.key), lua.LNumber(s.size), lua.LNumber(s.flags), lua.LBool(s.mem.IsAttached())}
}

func (m *Module) unpackSegment(_ *lua.LState, state []lua.LValue) (*lua.LUserData, error) {
	r := shipped(state)
	s := &segment{object: r.object(sysv.Segment), size: r.number(2), flags: r.number(3)}
	if !lua.LVAsBool(r.value(4)) {
		s.mem = sysv.NewMemory(s.id, 0, nil, s.flags&sysv.SHM_RDONLY != 0)
		return m.wrapSegment(s), nil
	}
	mem, err := m.world.Kernel.Shmat(s.id, 0, s.flags)
	if err != nil {
		return nil, err
	}
	s.mem, s.size = mem, mem.Size()
	return m.wrapSegment(s), nil
}

func packSemaphore(s *semaphore) []lua.LValue {
	state := []lua.LValue{lua.LNumber(s.id), keyNumber(s.key), lua.LNumber(s.count), lua.LBool(s.undo), lua.LBool(s.spin)}
	for _, name := range s.names {
		state = append(state, lua.LString(name))
	}
	return state
}

func (m *Module) unpackSemaphore(L *lua.LState, state []lua.LValue) (*lua.LUserData, error) {
	r := shipped(state)
	s := &semaphore{object: r.object(sysv.Semaphore), count: r.number(2), undo: lua.LVAsBool(r.value(3)), spin: lua.LVAsBool(r.value(4))}
	for i := 5; i < len(state); i++ {
		s.names = append(s.names, state[i].String())
	}
	return m.wrapSemaphore(L, s), nil
}

func packQueue(q *queue) []lua.LValue { return []lua.LValue{lua.LNumber(q.id), keyNumber(q.key)} }

func (m *Module) unpackQueue(L *lua.LState, state []lua.LValue) (*lua.LUserData, error) {
	o := shipped(state).object(sysv.Queue)
	return m.queueHandle(L, &o), nil
}

// shipped is the state of a handle as it arrives: id and key, then the kind's
// own.
type shipped []lua.LValue

func (r shipped) value(i int) lua.LValue {
	if i < len(r) {
		return r[i]
	}
	return lua.LNil
}

func (r shipped) number(i int) int { return int(lua.LVAsNumber(r.value(i))) }

func (r shipped) object(kind sysv.Kind) object {
	return object{kind: kind, id: r.number(0), key: sysv.Key(uint32(r.number(1)))}
}

package luamod

import (
	"errors"
	"fmt"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/ship"
	"ipclua/sysv"
)

// memoryHooks let memories, and what is made from them, travel to a child. Each
// is attached there once more; what belongs to it names it, so that views of one
// memory stay views of one memory.
func (m *Module) memoryHooks() []ship.Hook {
	return []ship.Hook{
		hook("ipc.memory", m.packMemory, m.unpackMemory),
		hook("ipc.view", m.packView, m.unpackView),
		hook("ipc.layout", m.packLayout, m.unpackLayout),
		hook("ipc.instance", m.packInstance, m.unpackInstance),
	}
}

// hook makes the hook of the userdata that hold a T.
func hook[T any](kind string, pack func(T) ([]lua.LValue, error), unpack func(*lua.LUserData, []lua.LValue) error) ship.Hook {
	return ship.Hook{
		Kind:  kind,
		Match: func(ud *lua.LUserData) bool { _, ok := ud.Value.(T); return ok },
		Pack:  func(ud *lua.LUserData) ([]lua.LValue, error) { return pack(ud.Value.(T)) },
		Unpack: func(_ *lua.LState, ud *lua.LUserData, state []lua.LValue) error {
			return unpack(ud, state)
		},
	}
}

func (m *Module) packMemory(v memory) ([]lua.LValue, error) {
	if !v.mem.IsAttached() {
		return nil, errors.New("a detached memory")
	}
	return []lua.LValue{lua.LNumber(v.mem.ID()), lua.LBool(v.mem.ReadOnly())}, nil
}

func (m *Module) unpackMemory(ud *lua.LUserData, state []lua.LValue) error {
	id, err := packedNumber(state, 0)
	if err != nil {
		return err
	}
	flags := 0
	if len(state) > 1 && lua.LVAsBool(state[1]) {
		flags = sysv.SHM_RDONLY
	}
	mem, err := m.world.Kernel.Shmat(id, 0, flags)
	if err != nil {
		return err
	}
	become(ud, m.newMemory(mem))
	return nil
}

func (m *Module) packView(v *view) ([]lua.LValue, error) {
	if err := notDetached(v.owner, v.mem); err != nil {
		return nil, err
	}
	return []lua.LValue{v.owner, lua.LNumber(v.cell), lua.LNumber(v.offset), lua.LNumber(v.count)}, nil
}

func (m *Module) unpackView(ud *lua.LUserData, state []lua.LValue) error {
	owner, mem, err := packedOwner(state)
	if err != nil {
		return err
	}
	c, err1 := packedNumber(state, 1)
	offset, err2 := packedNumber(state, 2)
	count, err3 := packedNumber(state, 3)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	if c >= len(cellTypes) || offset > mem.Size() || count > (mem.Size()-offset)>>cell(c).shift() {
		return errors.New("a view that its memory does not have")
	}
	become(ud, m.newView(mem, owner, cell(c), offset, count))
	return nil
}

func (m *Module) packLayout(l *layout) ([]lua.LValue, error) {
	return []lua.LValue{lua.LString(l.text)}, nil
}

func (m *Module) unpackLayout(ud *lua.LUserData, state []lua.LValue) error {
	if len(state) != 1 {
		return errTruncated
	}
	l, err := parseLayout(state[0].String())
	if err != nil {
		return err
	}
	become(ud, m.wrapLayout(l))
	return nil
}

// packInstance gives owner, layout, offset and count, -1 for a single struct; or,
// for a part, what it is a part of and its key there.
func (m *Module) packInstance(s *instance) ([]lua.LValue, error) {
	if err := notDetached(s.owner, s.mem); err != nil {
		return nil, err
	}
	if s.whole != nil {
		return []lua.LValue{s.whole, s.key}, nil
	}
	count := -1
	if s.typ.kind == arrayType {
		count = s.typ.count
	}
	return []lua.LValue{s.owner, s.layout, lua.LNumber(s.offset), lua.LNumber(count)}, nil
}

func (m *Module) unpackInstance(ud *lua.LUserData, state []lua.LValue) error {
	if len(state) == 2 {
		return m.unpackPart(ud, state)
	}
	owner, mem, err := packedOwner(state)
	if err != nil {
		return err
	}
	if len(state) != 4 {
		return errTruncated
	}
	of, _ := state[1].(*lua.LUserData)
	if of == nil {
		return errTruncated
	}
	l, ok := of.Value.(*layout)
	offset, err := packedNumber(state, 2)
	if err != nil || !ok {
		return errTruncated
	}
	typ, size := &l.ctype, l.size
	if count, err := packedNumber(state, 3); err == nil {
		if typ = arrayOf(&l.ctype, uint64(count)); typ == nil {
			return errTruncated
		}
		size = typ.size
	}
	if offset > mem.Size() || size > mem.Size()-offset {
		return errors.New("a struct that its memory does not have")
	}
	become(ud, m.wrapInstance(&instance{mem: mem, owner: owner, typ: typ, offset: offset, layout: of}))
	return nil
}

func (m *Module) unpackPart(ud *lua.LUserData, state []lua.LValue) error {
	whole, _ := state[0].(*lua.LUserData)
	if whole == nil {
		return errTruncated
	}
	s, ok := whole.Value.(*instance)
	if !ok {
		return errTruncated
	}
	typ, offset, _, why := s.part(state[1])
	if why != "" {
		return errors.New(why)
	}
	become(ud, m.wrapInstance(&instance{mem: s.mem, owner: s.owner, typ: typ, offset: offset, whole: whole, key: state[1]}))
	return nil
}

var errTruncated = errors.New("a handle whose state is not whole")

// become makes an empty userdata what another is.
func become(ud, other *lua.LUserData) { ud.Value, ud.Metatable = other.Value, other.Metatable }

// notDetached tells whether what belongs to an attachment can travel with its owner.
func notDetached(owner *lua.LUserData, mem *sysv.Memory) error {
	if a, ok := owner.Value.(attachment); !ok || a.attached() != mem || !mem.IsAttached() {
		return fmt.Errorf("a part of segment %d, which was detached", mem.ID())
	}
	return nil
}

func packedOwner(state []lua.LValue) (*lua.LUserData, *sysv.Memory, error) {
	if len(state) > 0 {
		if ud, ok := state[0].(*lua.LUserData); ok {
			if a, ok := ud.Value.(attachment); ok {
				return ud, a.attached(), nil
			}
		}
	}
	return nil, nil, errTruncated
}

// packedNumber reads a number that is not negative.
func packedNumber(state []lua.LValue, n int) (int, error) {
	if n < len(state) {
		if i, why := toInteger(state[n], 0, exact); why == "" {
			return int(i), nil
		}
	}
	return 0, errTruncated
}

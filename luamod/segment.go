package luamod

import (
	"errors"
	"fmt"
	"math"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// segment is a handle of a shared memory segment.
type segment struct {
	object
	mem   *sysv.Memory // the last attachment; a detached one refuses every access
	size  int          // bytes
	flags int          // of shmat
}

func (s *segment) attached() *sysv.Memory { return s.mem }

const (
	segmentGetFlags = sysv.SHM_HUGETLB | sysv.SHM_NORESERVE | hugeBits
	segmentAtFlags  = sysv.SHM_RND | sysv.SHM_REMAP | sysv.SHM_EXEC
)

func (m *Module) openSegmentClass() {
	methods := append(m.memoryMethods(), m.objectMethods()...)
	methods = append(methods,
		function{"attach", m.segmentAttach},
		function{"detach", m.segmentDetach},
		function{"lock", m.segmentLock},
		function{"unlock", m.segmentUnlock},
	)
	c := m.newClass("ipc.segment", methods, append(m.objectMeta(), function{"__len", segmentLen}))
	// Segments are made and dropped often: an index table for each would cost more
	// than this function.
	c.meta.RawSetString("__index", m.state.NewFunction(func(L *lua.LState) int {
		name, _ := L.Get(2).(lua.LString)
		if v := c.methods.RawGetString(string(name)); v != lua.LNil {
			L.Push(v)
			return 1
		}
		L.Push(self[*segment](L, "__index").field(string(name)))
		return 1
	}))
	m.classes.segment = c
}

func (m *Module) segmentFunctions() []function { return []function{{"segment", m.newSegment}} }

// newSegment is ipc.segment{…}: get and attach.
func (m *Module) newSegment(L *lua.LState) int {
	opts := constructorOptions(callArgs(L, "segment"), "size", "readonly", "flags")
	size := uint64(opts.integerOption("size", 0, 0, math.MaxInt64))
	readonly := opts.boolean("readonly", false)
	flags := opts.flagsOption("flags", 0, flagSet{bits: segmentGetFlags | segmentAtFlags})
	if other := flags &^ (segmentGetFlags | segmentAtFlags); other != 0 {
		opts.failOption("flags", fmt.Sprintf("0%o is for the options create, exclusive and mode to say", other))
	}
	p := m.opening(opts, sysv.Segment, opts.has("size"), "a size")

	s := &segment{flags: flags & segmentAtFlags}
	if readonly {
		s.flags |= sysv.SHM_RDONLY
	}
	err := m.open(p, func(mode int, exists bool) (int, error) {
		id, err := m.world.Kernel.Shmget(p.key, size, mode|flags&segmentGetFlags)
		if exists && size > 0 && errors.Is(err, sysv.EINVAL) {
			err = m.tooSmall(p.key, size, err)
		}
		return id, err
	}, func(o *object) error {
		mem, err := m.world.Kernel.Shmat(o.id, 0, s.flags)
		switch {
		case err != nil && m.vanished(p, o, err):
			return errGone
		case err != nil:
			return err
		case uint64(mem.Size()) < size: // opened by its id: nobody has compared
			m.world.Kernel.Shmdt(mem)
			return smallSegment(o.id, uint64(mem.Size()), size)
		}
		s.object, s.mem, s.size = *o, mem, mem.Size()
		return nil
	})
	if err != nil {
		m.raise(L, err)
	}
	L.Push(m.wrapSegment(s))
	return 1
}

func (m *Module) wrapSegment(s *segment) *lua.LUserData {
	s.class = m.classes.segment
	return s.class.wrap(s)
}

// tooSmall is what shmget's EINVAL means for a segment that exists.
func (m *Module) tooSmall(key sysv.Key, asked uint64, err error) error {
	id, e := m.world.Kernel.Shmget(key, 0, 0)
	if e != nil {
		return err
	}
	if s, e := m.statObject(sysv.Segment, id); e == nil && s.Shm.Segsz < asked {
		return smallSegment(key, s.Shm.Segsz, asked)
	}
	return err
}

func smallSegment(object any, size, asked uint64) error {
	return &sysv.Error{Op: "shmget", Object: object, Errno: sysv.EINVAL,
		Why: fmt.Sprintf("the segment that exists has %d bytes, %d were asked for", size, asked)}
}

// segmentAttach is s:attach([flags]), after a detach; without flags in the same
// way as before.
func (m *Module) segmentAttach(L *lua.LState) int {
	s := self[*segment](L, "attach")
	a := methodArgs(L, "attach")
	flags := s.flags
	if a.given(1) {
		flags = a.flags(1, shmatFlags())
	}
	if s.mem.IsAttached() {
		m.raise(L, &sysv.Error{Op: "shmat", Object: s.id, Errno: sysv.EINVAL, Why: "the segment is attached already; detach it first"})
	}
	mem, err := m.world.Kernel.Shmat(s.id, 0, flags)
	if err != nil {
		m.raise(L, err)
	}
	s.mem, s.flags = mem, flags
	return 0
}

func (m *Module) segmentDetach(L *lua.LState) int {
	s := self[*segment](L, "detach")
	if !s.mem.IsAttached() {
		m.raise(L, &sysv.Error{Op: "shmdt", Object: s.id, Errno: sysv.EINVAL, Why: "the segment is detached"})
	}
	if err := m.world.Kernel.Shmdt(s.mem); err != nil {
		m.raise(L, err)
	}
	return 0
}

func (m *Module) segmentLock(L *lua.LState) int { return m.segmentControl(L, "lock", sysv.SHM_LOCK) }
func (m *Module) segmentUnlock(L *lua.LState) int {
	return m.segmentControl(L, "unlock", sysv.SHM_UNLOCK)
}

func (m *Module) segmentControl(L *lua.LState, method string, cmd int) int {
	if err := m.control(sysv.Segment, self[*segment](L, method).id, cmd, nil); err != nil {
		m.raise(L, err)
	}
	return 0
}

func segmentLen(L *lua.LState) int {
	L.Push(lua.LNumber(self[*segment](L, "#").size))
	return 1
}

func (s *segment) field(name string) lua.LValue {
	switch name {
	case "id":
		return lua.LNumber(s.id)
	case "key":
		return keyNumber(s.key)
	case "created":
		return lua.LBool(s.created)
	case "size":
		return lua.LNumber(s.size)
	case "address":
		return lua.LNumber(s.mem.Address())
	case "readonly":
		return lua.LBool(s.mem.ReadOnly())
	case "attached":
		return lua.LBool(s.mem.IsAttached())
	}
	return lua.LNil
}

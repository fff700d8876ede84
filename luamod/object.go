package luamod

import (
	"errors"
	"fmt"
	"math"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// object is what a segment, a semaphore set and a queue have in common. Their
// types embed it.
type object struct {
	kind    sysv.Kind
	id      int
	key     sysv.Key
	created bool // by this call, here
	removed bool // by this handle
	class   *class
}

// anObject is a value that embeds object.
type anObject interface{ base() *object }

func (o *object) base() *object { return o }

func (o *object) String() string { return fmt.Sprintf("%s %d (key %v)", o.kind, o.id, o.key) }

// objectMethods are the methods of all three kinds.
func (m *Module) objectMethods() []function {
	return []function{
		{"stat", m.objectStat},
		{"set", m.objectSet},
		{"remove", m.objectRemove},
	}
}

// objectMeta are the metamethods of all three kinds.
func (m *Module) objectMeta() []function {
	return []function{{"__tostring", func(L *lua.LState) int {
		L.Push(lua.LString(self[anObject](L, "tostring").base().String()))
		return 1
	}}}
}

// fields are those of all three kinds.
func (o *object) fields() []field {
	return []field{
		{"id", lua.LNumber(o.id)},
		{"key", keyNumber(o.key)},
		{"created", lua.LBool(o.created)},
	}
}

// keyNumber is a key as Lua sees it, unsigned.
func keyNumber(k sysv.Key) lua.LNumber { return lua.LNumber(uint32(k)) }

// objectStat is o:stat().
func (m *Module) objectStat(L *lua.LState) int {
	o := self[anObject](L, "stat").base()
	found, err := m.statObject(o.kind, o.id)
	if err != nil {
		m.raise(L, err)
	}
	L.Push(m.statTable(found))
	return 1
}

// objectSet is o:set{mode=, uid=, gid=}, for a queue also qbytes.
func (m *Module) objectSet(L *lua.LState) int {
	o := self[anObject](L, "set").base()
	a := methodArgs(L, "set")
	known := []string{"mode", "uid", "gid"}
	if o.kind == sysv.Queue {
		known = append(known, "qbytes")
	}
	if !a.given(1) {
		a.failType(1, "table")
	}
	opts := a.options(1, known...)
	found, err := m.statObject(o.kind, o.id)
	if err != nil {
		m.raise(L, err)
	}
	p := found.perm()
	p.Mode = uint32(opts.mode("mode", int(p.Mode&0o777)))
	p.UID = uint32(opts.integerOption("uid", int64(p.UID), 0, math.MaxUint32))
	p.GID = uint32(opts.integerOption("gid", int64(p.GID), 0, math.MaxUint32))
	if o.kind == sysv.Queue {
		found.Msg.Qbytes = uint64(opts.integerOption("qbytes", int64(found.Msg.Qbytes), 0, math.MaxInt64))
	}
	if err := m.control(o.kind, o.id, sysv.IPC_SET, found.buffer()); err != nil {
		m.raise(L, err)
	}
	return 0
}

// objectRemove is o:remove(). An attached segment lives on until the last
// detaches and the kernel would take a second removal of it; a handle does not.
func (m *Module) objectRemove(L *lua.LState) int {
	o := self[anObject](L, "remove").base()
	if o.removed {
		m.raise(L, &sysv.Error{Op: ctlName(o.kind), Object: o.id, Errno: sysv.EINVAL, Why: "the " + string(o.kind) + " was removed before"})
	}
	if err := m.control(o.kind, o.id, sysv.IPC_RMID, nil); err != nil {
		m.raise(L, err)
	}
	o.removed = true
	m.temporary.forget(o.kind, o.id)
	return 0
}

// stat is what is known of an object.
type stat struct{ sysv.Object }

func (s stat) perm() *sysv.Perm {
	switch s.Kind {
	case sysv.Segment:
		return &s.Shm.Perm
	case sysv.Semaphore:
		return &s.Sem.Perm
	}
	return &s.Msg.Perm
}

// buffer is the structure that the kernel's control call takes.
func (s stat) buffer() any {
	switch s.Kind {
	case sysv.Segment:
		return s.Shm
	case sysv.Semaphore:
		return s.Sem
	}
	return s.Msg
}

// statObject asks the kernel. Who may not read an object may still know it.
func (m *Module) statObject(kind sysv.Kind, id int) (stat, error) {
	s := stat{sysv.Object{Kind: kind, ID: id}}
	switch kind {
	case sysv.Segment:
		s.Shm = new(sysv.ShmidDS)
	case sysv.Semaphore:
		s.Sem = new(sysv.SemidDS)
	default:
		s.Msg = new(sysv.MsqidDS)
	}
	err := m.control(kind, id, sysv.IPC_STAT, s.buffer())
	if errors.Is(err, sysv.EACCES) {
		if found, e := sysv.Find(m.world.Kernel, kind, id); e == nil {
			return stat{found}, nil
		}
	}
	return s, err
}

// control is shmctl, semctl or msgctl; buf is nil where there is none.
func (m *Module) control(kind sysv.Kind, id, cmd int, buf any) error {
	var err error
	switch kind {
	case sysv.Segment:
		_, err = m.world.Kernel.Shmctl(id, cmd, buf)
	case sysv.Semaphore:
		_, err = m.world.Kernel.Semctl(id, 0, cmd, buf)
	default:
		_, err = m.world.Kernel.Msgctl(id, cmd, buf)
	}
	return err
}

func ctlName(kind sysv.Kind) string {
	return map[sysv.Kind]string{sysv.Segment: "shmctl", sysv.Semaphore: "semctl", sysv.Queue: "msgctl"}[kind]
}

func getName(kind sysv.Kind) string {
	return map[sysv.Kind]string{sysv.Segment: "shmget", sysv.Semaphore: "semget", sysv.Queue: "msgget"}[kind]
}

// statTable is what :stat() gives: one flat table.
func (m *Module) statTable(s stat) *lua.LTable {
	t := m.state.NewTable()
	set := func(name string, v float64) { t.RawSetString(name, lua.LNumber(v)) }
	p := s.perm()
	set("id", float64(s.ID))
	set("key", float64(uint32(p.Key)))
	set("mode", float64(p.Mode))
	set("uid", float64(p.UID))
	set("gid", float64(p.GID))
	set("cuid", float64(p.CUID))
	set("cgid", float64(p.CGID))
	switch s.Kind {
	case sysv.Segment:
		set("ctime", float64(s.Shm.Ctime))
		set("size", float64(s.Shm.Segsz))
		set("atime", float64(s.Shm.Atime))
		set("dtime", float64(s.Shm.Dtime))
		set("cpid", float64(s.Shm.Cpid))
		set("lpid", float64(s.Shm.Lpid))
		set("nattch", float64(s.Shm.Nattch))
	case sysv.Semaphore:
		set("ctime", float64(s.Sem.Ctime))
		set("count", float64(s.Sem.Nsems))
		set("otime", float64(s.Sem.Otime))
	default:
		set("ctime", float64(s.Msg.Ctime))
		set("qnum", float64(s.Msg.Qnum))
		set("qbytes", float64(s.Msg.Qbytes))
		set("cbytes", float64(s.Msg.Cbytes))
		set("stime", float64(s.Msg.Stime))
		set("rtime", float64(s.Msg.Rtime))
		set("lspid", float64(s.Msg.Lspid))
		set("lrpid", float64(s.Msg.Lrpid))
	}
	return t
}

package luamod

import (
	"math"
	"slices"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// controlSet is IPC_SET of all three ctl calls. Argument n has the shape that
// IPC_STAT gives, or is flat. C's call sets everything; so that only what is
// given changes, what there is is asked for first.
func (m *Module) controlSet(a args, n int, kind sysv.Kind, id int) int {
	set := a.newSetting(n, kind)
	found, err := m.statObject(kind, id)
	if err != nil {
		return failed(a.L, err)
	}
	p := found.perm()
	p.Mode = set.mode(p.Mode)
	p.UID = uint32(set.integer("uid", int64(p.UID), math.MaxUint32))
	p.GID = uint32(set.integer("gid", int64(p.GID), math.MaxUint32))
	if kind == sysv.Queue {
		found.Msg.Qbytes = uint64(set.integer("msg_qbytes", int64(min(found.Msg.Qbytes, math.MaxInt64)), math.MaxInt64))
	}
	return done(a.L, m.control(kind, id, sysv.IPC_SET, found.buffer()))
}

// setting reads the table of an IPC_SET.
type setting struct {
	args args
	n    int
	flat *lua.LTable
	perm *lua.LTable // may be nil
}

// newSetting checks the names in a table. Those that a stat gives but that
// cannot be set are ignored, as C does, so that a stat's table can be changed
// and given back.
func (a args) newSetting(n int, kind sysv.Kind) setting {
	permName, members := setMembers(kind)
	s := setting{args: a, n: n, flat: a.list(n)}
	if v := s.flat.RawGetString(permName); v != lua.LNil {
		perm, ok := v.(*lua.LTable)
		if !ok {
			a.fail(n, "field '%s': table expected, got %s", permName, typeName(v))
		}
		s.perm = perm
		s.check(perm, permMembers())
	}
	s.check(s.flat, slices.Concat(members, permMembers(), []string{permName, "id"}))
	return s
}

func (s setting) check(t *lua.LTable, known []string) {
	for k, _ := t.Next(lua.LNil); k != lua.LNil; k, _ = t.Next(k) {
		if !slices.Contains(known, k.String()) {
			s.args.fail(s.n, "unknown field '%s'%s", keyText(k), Suggest(k.String(), known))
		}
	}
}

func permMembers() []string {
	return []string{"key", "uid", "gid", "cuid", "cgid", "mode", "seq"}
}

// setMembers gives the name of the permissions' field and of all the others.
func setMembers(kind sysv.Kind) (string, []string) {
	switch kind {
	case sysv.Segment:
		return "shm_perm", []string{"shm_segsz", "shm_atime", "shm_dtime", "shm_ctime", "shm_cpid", "shm_lpid", "shm_nattch"}
	case sysv.Semaphore:
		return "sem_perm", []string{"sem_otime", "sem_ctime", "sem_nsems"}
	}
	return "msg_perm", []string{
		"msg_stime", "msg_rtime", "msg_ctime", "msg_cbytes", "msg_qnum", "msg_qbytes", "msg_lspid", "msg_lrpid",
	}
}

func (s setting) value(name string) lua.LValue {
	if s.perm != nil {
		if v := s.perm.RawGetString(name); v != lua.LNil {
			return v
		}
	}
	return s.flat.RawGetString(name)
}

func (s setting) integer(name string, def, hi int64) int64 {
	v := s.value(name)
	if v == lua.LNil {
		return def
	}
	i, why := toInteger(v, 0, hi)
	if why != "" {
		s.args.fail(s.n, "field '%s': %s", name, why)
	}
	return i
}

// mode reads the permissions. What IPC_STAT gave is taken back, whatever it is.
func (s setting) mode(now uint32) uint32 {
	v := s.value("mode")
	if v == lua.LNil || v == lua.LNumber(now) {
		return now
	}
	mode, why := toFlags(v, flagSet{bits: sysv.SHM_DEST | sysv.SHM_LOCKED, mode: true})
	if why != "" {
		s.args.fail(s.n, "field 'mode': %s", why)
	}
	return uint32(mode)
}

package luamod

import (
	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// gaveStat is the C layer's answer of a stat command: a table in the place of
// C's buffer. Where the command went by index, C's value, the id, is in it.
func gaveStat(L *lua.LState, t *lua.LTable, n, cmd int) int {
	if cmd != sysv.IPC_STAT {
		t.RawSetString("id", lua.LNumber(n))
	}
	L.Push(t)
	return 1
}

// gaveInfo is the C layer's answer of an info command: a table, and C's value,
// the highest index in use.
func gaveInfo(L *lua.LState, t *lua.LTable, n int) int {
	L.Push(t)
	L.Push(lua.LNumber(n))
	return 2
}

// cField is a field of a C structure.
type cField struct {
	name  string
	value float64
}

// structure is a C structure as a table.
func structure(L *lua.LState, members ...cField) *lua.LTable {
	t := L.CreateTable(0, len(members)+1)
	for _, f := range members {
		t.RawSetString(f.name, lua.LNumber(f.value))
	}
	return t
}

func permTable(L *lua.LState, p *sysv.Perm) *lua.LTable {
	return structure(L,
		cField{"key", float64(uint32(p.Key))},
		cField{"uid", float64(p.UID)},
		cField{"gid", float64(p.GID)},
		cField{"cuid", float64(p.CUID)},
		cField{"cgid", float64(p.CGID)},
		cField{"mode", float64(p.Mode)},
		cField{"seq", float64(p.Seq)},
	)
}

func shmidTable(L *lua.LState, ds *sysv.ShmidDS) *lua.LTable {
	t := structure(L,
		cField{"shm_segsz", float64(ds.Segsz)},
		cField{"shm_atime", float64(ds.Atime)},
		cField{"shm_dtime", float64(ds.Dtime)},
		cField{"shm_ctime", float64(ds.Ctime)},
		cField{"shm_cpid", float64(ds.Cpid)},
		cField{"shm_lpid", float64(ds.Lpid)},
		cField{"shm_nattch", float64(ds.Nattch)},
	)
	t.RawSetString("shm_perm", permTable(L, &ds.Perm))
	return t
}

func semidTable(L *lua.LState, ds *sysv.SemidDS) *lua.LTable {
	t := structure(L,
		cField{"sem_otime", float64(ds.Otime)},
		cField{"sem_ctime", float64(ds.Ctime)},
		cField{"sem_nsems", float64(ds.Nsems)},
	)
	t.RawSetString("sem_perm", permTable(L, &ds.Perm))
	return t
}

func msqidTable(L *lua.LState, ds *sysv.MsqidDS) *lua.LTable {
	t := structure(L,
		cField{"msg_stime", float64(ds.Stime)},
		cField{"msg_rtime", float64(ds.Rtime)},
		cField{"msg_ctime", float64(ds.Ctime)},
		cField{"msg_cbytes", float64(ds.Cbytes)},
		cField{"msg_qnum", float64(ds.Qnum)},
		cField{"msg_qbytes", float64(ds.Qbytes)},
		cField{"msg_lspid", float64(ds.Lspid)},
		cField{"msg_lrpid", float64(ds.Lrpid)},
	)
	t.RawSetString("msg_perm", permTable(L, &ds.Perm))
	return t
}

func shmLimits(l *sysv.ShmLimits) []cField {
	return []cField{
		{"shmmax", float64(l.Shmmax)},
		{"shmmin", float64(l.Shmmin)},
		{"shmmni", float64(l.Shmmni)},
		{"shmseg", float64(l.Shmseg)},
		{"shmall", float64(l.Shmall)},
	}
}

func shmUsage(u *sysv.ShmUsage) []cField {
	return []cField{
		{"used_ids", float64(u.UsedIDs)},
		{"shm_tot", float64(u.ShmTot)},
		{"shm_rss", float64(u.ShmRss)},
		{"shm_swp", float64(u.ShmSwp)},
		{"swap_attempts", float64(u.SwapAttempts)},
		{"swap_successes", float64(u.SwapSuccesses)},
	}
}

func semLimits(l *sysv.SemLimits) []cField {
	return []cField{
		{"semmap", float64(l.Semmap)},
		{"semmni", float64(l.Semmni)},
		{"semmns", float64(l.Semmns)},
		{"semmnu", float64(l.Semmnu)},
		{"semmsl", float64(l.Semmsl)},
		{"semopm", float64(l.Semopm)},
		{"semume", float64(l.Semume)},
		{"semusz", float64(l.Semusz)},
		{"semvmx", float64(l.Semvmx)},
		{"semaem", float64(l.Semaem)},
	}
}

func msgLimits(l *sysv.MsgLimits) []cField {
	return []cField{
		{"msgpool", float64(l.Msgpool)},
		{"msgmap", float64(l.Msgmap)},
		{"msgmax", float64(l.Msgmax)},
		{"msgmnb", float64(l.Msgmnb)},
		{"msgmni", float64(l.Msgmni)},
		{"msgssz", float64(l.Msgssz)},
		{"msgtql", float64(l.Msgtql)},
		{"msgseg", float64(l.Msgseg)},
	}
}

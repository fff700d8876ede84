package sim_test

import (
	"math"
	"slices"
	"time"

	"pgregory.net/rapid"

	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// What programs are made of.
const (
	most    = 3  // semaphores of a set
	longest = 20 // bytes of a message that can be sent
)

var (
	modes = []int{0o666, 0o666, 0o666, 0o600, 0o644, 0o660, 0o622, 0o060, 0}
	keys  = []sysv.Key{sysv.IPC_PRIVATE, 0x6001, 0x6002}
	ends  = []string{"exit", "kill"}
	sem   = []string{"semop", "semop", "semop", "semop", "semop", "semop", "semop", "semop", "semctl", "semctl", "semctl", "semget"}
	msg   = []string{"msgsnd", "msgsnd", "msgsnd", "msgsnd", "msgrcv", "msgrcv", "msgrcv", "msgrcv", "msgctl", "msgctl", "msgget"}
	shm   = []string{"shmat", "shmat", "shmat", "shmdt", "shmctl", "shmctl", "read", "write", "add", "size", "shmget"}
	calls = [...][]string{
		slices.Concat(sem, sem, ends), // what a program is about
		slices.Concat(msg, msg, ends),
		slices.Concat(shm, shm, ends),
		slices.Concat(sem, msg, shm, ends),
	}
)

// first says with which objects a program begins.
type first struct {
	Calls  []string // and what it goes on with
	Mode   int
	Values []uint16
	Qbytes uint64
	Size   int
}

// action is a call. ID says which object: 0 the one made last, -1 none; Memory
// likewise. The calls "exit" and "kill" end the process.
type action struct {
	Who int
	sysvtest.Request
}

// of draws one of a list.
func of[T any](t *rapid.T, what string, list ...T) T { return rapid.SampledFrom(list).Draw(t, what) }

func drawFirst(t *rapid.T) first {
	return first{
		Calls:  of(t, "calls", calls[0], calls[0], calls[1], calls[2], calls[3]),
		Mode:   of(t, "mode", 0o666, 0o666, 0o666, 0o644, 0o600),
		Values: rapid.SliceOfN(rapid.Uint16Range(0, 2), most, most).Draw(t, "values"),
		Qbytes: rapid.Uint64Range(1, 40).Draw(t, "qbytes"),
		Size:   of(t, "size", 1, 100, 4096, 10000),
	}
}

func drawAction(t *rapid.T, calls []string) action {
	r := sysvtest.Request{Call: of(t, "call", calls...)}
	if r.Call[3:] != "get" {
		r.ID = of(t, "id", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, -1)
	}
	switch r.Call {
	case "semop":
		drawOps(t, &r)
	case "semctl":
		drawSemctl(t, &r)
	case "msgsnd":
		r.Type = of[int64](t, "type", 1, 1, 2, 3, 4, math.MaxInt64, 0, -1)
		letter := rapid.ByteRange('a', 'z').Draw(t, "text")
		r.Text = slices.Repeat([]byte{letter}, of(t, "length", 0, 1, 5, 5, 10, longest, 8193))
		r.Flags = of(t, "flags", 0, 0, 0, sysv.IPC_NOWAIT)
	case "msgrcv":
		r.Type = of[int64](t, "type", 0, 0, 1, 2, 3, -1, -2, -3, math.MinInt64, math.MaxInt64)
		r.Size = of(t, "room", 0, 4, 5, 10, longest, 8192)
		r.Flags = of(t, "flags", 0, 0, 0, 0, sysv.IPC_NOWAIT, sysv.MSG_NOERROR, sysv.MSG_NOERROR, sysv.MSG_EXCEPT,
			sysv.MSG_EXCEPT|sysv.MSG_NOERROR, sysv.MSG_COPY|sysv.IPC_NOWAIT, sysv.MSG_COPY|sysv.IPC_NOWAIT|sysv.MSG_NOERROR,
			sysv.MSG_COPY, sysv.MSG_COPY|sysv.IPC_NOWAIT|sysv.MSG_EXCEPT)
	case "msgctl":
		drawMsgctl(t, &r)
	case "shmctl":
		drawShmctl(t, &r)
	case "shmat":
		r.Addr = of[uintptr](t, "address", 0, 0, 0, 0, 1, 4096+1)
		r.Flags = of(t, "flags", 0, 0, sysv.SHM_RDONLY, sysv.SHM_RND, sysv.SHM_EXEC, sysv.SHM_REMAP)
		if r.Addr != 0 {
			r.Flags &^= sysv.SHM_RND
		}
	case "shmdt", "read", "write", "add", "size":
		r.Memory = rapid.IntRange(0, 3).Draw(t, "memory")
		r.Offset = of(t, "offset", 0, 0, 8, 3, 96, 9992, -8)
		r.Size = of(t, "size", 1, 8, 100, 0)
		r.Text = []byte(of(t, "text", "", "x", "words"))
	case "shmget", "semget", "msgget":
		r.Key = of(t, "key", keys...)
		r.Flags = of(t, "mode", modes...) | of(t, "flags", sysv.IPC_CREAT, sysv.IPC_CREAT, sysv.IPC_CREAT|sysv.IPC_EXCL, sysv.IPC_EXCL, 0)
		switch r.Call {
		case "shmget":
			r.Size = of(t, "size", 0, 1, 100, 4096, 4097, 10000, 1<<46, -1)
		case "semget":
			r.Size = of(t, "size", most, most, most, 1, 2, 0, -1, 32001)
		}
	}
	return action{Who: rapid.IntRange(0, len(users)-2).Draw(t, "who"), Request: r}
}

func drawOps(t *rapid.T, r *sysvtest.Request) {
	for range of(t, "operations", 1, 1, 1, 2, 2, 3, 4, 0) {
		r.Ops = append(r.Ops, sysv.SemOp{
			Num: of[uint16](t, "num", 0, 0, 0, 0, 1, 1, 1, 2, 2, most),
			Op:  of[int16](t, "op", -1, -1, -1, -1, 0, 0, 0, 1, 1, 1, -2, 2, -3, 3, math.MaxInt16, math.MinInt16),
			Flg: of[int16](t, "flg", 0, 0, 0, 0, sysv.SEM_UNDO, sysv.SEM_UNDO, sysv.IPC_NOWAIT, sysv.IPC_NOWAIT|sysv.SEM_UNDO),
		})
	}
	if rapid.IntRange(0, 9).Draw(t, "timed") == 9 {
		r.Timeout = new(time.Duration)
	}
}

func drawPerm(t *rapid.T) sysv.Perm {
	u := of(t, "owner", users[:]...)
	uid := uint32(u.UID)
	if rapid.IntRange(0, 19).Draw(t, "nobody") == 19 {
		uid = math.MaxUint32
	}
	return sysv.Perm{UID: uid, GID: uint32(u.GID), Mode: uint32(of(t, "mode", modes...))}
}

func drawSemctl(t *rapid.T, r *sysvtest.Request) {
	r.Num = of(t, "num", 0, 0, 1, 2, -1, most)
	r.Cmd = of(t, "cmd", sysv.SETVAL, sysv.SETVAL, sysv.SETVAL, sysv.SETALL, sysv.SETALL, sysv.GETALL, sysv.GETVAL, sysv.GETPID,
		sysv.GETNCNT, sysv.GETZCNT, sysv.IPC_STAT, sysv.IPC_SET, sysv.IPC_RMID, sysv.SEM_STAT, sysv.SEM_STAT_ANY,
		sysv.IPC_INFO, sysv.SEM_INFO, 99)
	switch r.Cmd {
	case sysv.SETVAL:
		r.Buf.Val = new(of(t, "value", 0, 0, 1, 2, 3, 32767, 32768, -1))
	case sysv.SETALL:
		r.Buf.Values = []uint16{of[uint16](t, "value", 0, 1, 2), of[uint16](t, "value", 0, 1, 2, 32768), of[uint16](t, "value", 0, 1, 2)}
	case sysv.GETALL:
		r.Buf.All = true
	case sysv.IPC_STAT, sysv.SEM_STAT, sysv.SEM_STAT_ANY:
		r.Buf.Sem = &sysv.SemidDS{}
	case sysv.IPC_SET:
		r.Buf.Sem = &sysv.SemidDS{Perm: drawPerm(t)}
	case sysv.IPC_INFO, sysv.SEM_INFO:
		r.Buf.SemLimits = &sysv.SemLimits{}
	}
}

func drawMsgctl(t *rapid.T, r *sysvtest.Request) {
	r.Cmd = of(t, "cmd", sysv.IPC_STAT, sysv.IPC_SET, sysv.IPC_SET, sysv.IPC_RMID, sysv.MSG_STAT, sysv.MSG_STAT_ANY,
		sysv.IPC_INFO, sysv.MSG_INFO, 99)
	switch r.Cmd {
	case sysv.IPC_STAT, sysv.MSG_STAT, sysv.MSG_STAT_ANY:
		r.Buf.Msg = &sysv.MsqidDS{}
	case sysv.IPC_SET:
		r.Buf.Msg = &sysv.MsqidDS{Perm: drawPerm(t), Qbytes: of[uint64](t, "qbytes", 0, 1, 10, 20, 40, 16384)}
	case sysv.IPC_INFO, sysv.MSG_INFO:
		r.Buf.MsgLimits = &sysv.MsgLimits{}
	}
}

func drawShmctl(t *rapid.T, r *sysvtest.Request) {
	r.Cmd = of(t, "cmd", sysv.IPC_STAT, sysv.IPC_STAT, sysv.IPC_SET, sysv.IPC_RMID, sysv.SHM_STAT, sysv.SHM_STAT_ANY,
		sysv.IPC_INFO, sysv.SHM_INFO, sysv.SHM_LOCK, sysv.SHM_UNLOCK, 99)
	switch r.Cmd {
	case sysv.IPC_STAT, sysv.SHM_STAT, sysv.SHM_STAT_ANY:
		r.Buf.Shm = &sysv.ShmidDS{}
	case sysv.IPC_SET:
		r.Buf.Shm = &sysv.ShmidDS{Perm: drawPerm(t)}
	case sysv.IPC_INFO:
		r.Buf.ShmLimits = &sysv.ShmLimits{}
	case sysv.SHM_INFO:
		r.Buf.ShmUsage = &sysv.ShmUsage{}
	}
}

//go:build amd64 || arm64

package sysv

import (
	"math"
	"os"

	"golang.org/x/sys/unix"
)

// Shmget wraps shmget(2).
func (h *Host) Shmget(key Key, size uint64, flags int) (int, error) {
	if !isInt(flags) {
		return 0, notInt("shmget", key)
	}
	id, e := rawShmget(key, size, flags)
	if e != 0 {
		return 0, failed("shmget", key, e)
	}
	return id, nil
}

// Shmat wraps shmat(2). SHM_REMAP replaces attached segments, which are
// detached by that, but no other memory of this process.
func (h *Host) Shmat(id int, addr uintptr, flags int) (*Memory, error) {
	if !isInt(id, flags) {
		return nil, notInt("shmat", id)
	}
	if addr != 0 && addr < uintptr(os.Getpagesize()) && flags&SHM_RND != 0 {
		return nil, &Error{Op: "shmat", Object: id, Errno: EINVAL, Why: "the first page must stay unmapped"}
	}
	if addr == 0 && flags&SHM_REMAP != 0 {
		return nil, failed("shmat", id, unix.EINVAL)
	}
	h.attached.mu.Lock()
	defer h.attached.mu.Unlock()
	at, e := rawShmat(id, addr, flags&^SHM_REMAP)
	if e == unix.EINVAL && flags&SHM_REMAP != 0 {
		return h.attached.replace(id, addr, flags)
	}
	if e != 0 {
		return nil, failed("shmat", id, e)
	}
	return h.attached.add(id, at, flags)
}

// Shmdt wraps shmdt(2).
func (h *Host) Shmdt(m *Memory) error {
	if m == nil {
		return &Error{Op: "shmdt", Errno: EINVAL}
	}
	h.attached.mu.Lock()
	defer h.attached.mu.Unlock()
	if !h.attached.has(m) {
		return &Error{Op: "shmdt", Object: m.id, Errno: EINVAL, Why: "the segment is not attached"}
	}
	if e := rawShmdt(m.addr); e != 0 {
		return failed("shmdt", m.id, e)
	}
	h.attached.forget(m)
	return nil
}

// Shmctl wraps shmctl(2).
func (h *Host) Shmctl(id, cmd int, buf any) (int, error) {
	if !isInt(id, cmd) {
		return 0, notInt("shmctl", id)
	}
	var n int
	var e unix.Errno
	switch cmd {
	case IPC_STAT, IPC_SET, SHM_STAT, SHM_STAT_ANY:
		ds, ok := buf.(*ShmidDS)
		if !ok || ds == nil {
			return 0, wrongBuffer("shmctl", id)
		}
		raw := rawShmid{perm: setPerm(ds.Perm)}
		n, e = rawShmctl(id, cmd, &raw)
		if e == 0 && cmd != IPC_SET {
			*ds = raw.ds()
		}
	case IPC_INFO:
		limits, ok := buf.(*ShmLimits)
		if !ok || limits == nil {
			return 0, wrongBuffer("shmctl", id)
		}
		var raw rawShmLimits
		n, e = rawShmctl(id, cmd, &raw)
		if e == 0 {
			*limits = ShmLimits{Shmmax: raw.shmmax, Shmmin: raw.shmmin, Shmmni: raw.shmmni, Shmseg: raw.shmseg, Shmall: raw.shmall}
		}
	case SHM_INFO:
		usage, ok := buf.(*ShmUsage)
		if !ok || usage == nil {
			return 0, wrongBuffer("shmctl", id)
		}
		var raw rawShmUsage
		n, e = rawShmctl(id, cmd, &raw)
		if e == 0 {
			*usage = raw.usage()
		}
	default:
		if buf != nil {
			return 0, wrongBuffer("shmctl", id)
		}
		n, e = rawShmctl[rawShmid](id, cmd, nil)
	}
	if e != 0 {
		return 0, failed("shmctl", id, e)
	}
	return n, nil
}

func (raw *rawShmid) ds() ShmidDS {
	return ShmidDS{
		Perm: raw.perm.perm(), Segsz: raw.segsz, Atime: raw.atime, Dtime: raw.dtime, Ctime: raw.ctime,
		Cpid: int(raw.cpid), Lpid: int(raw.lpid), Nattch: raw.nattch,
	}
}

func (raw *rawShmUsage) usage() ShmUsage {
	return ShmUsage{
		UsedIDs: int(raw.usedIDs), ShmTot: raw.shmTot, ShmRss: raw.shmRss, ShmSwp: raw.shmSwp,
		SwapAttempts: raw.swapAttempts, SwapSuccesses: raw.swapSuccesses,
	}
}

// segmentSize asks the kernel for the size of a segment in bytes.
func segmentSize(id int) (int, unix.Errno) {
	var raw rawShmid
	if _, e := rawShmctl(id, IPC_STAT, &raw); e != 0 {
		return 0, e
	}
	if raw.segsz > math.MaxInt {
		return 0, unix.EOVERFLOW
	}
	return int(raw.segsz), 0
}

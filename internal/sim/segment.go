package sim

import (
	"math"

	"ipclua/sysv"
)

// segment is a shared memory segment. After IPC_RMID it lives as long as it is
// attached somewhere, with SHM_DEST in its mode.
type segment struct {
	perm
	data                []byte // nil until it is needed
	size                uint64 // bytes
	atime, dtime, ctime int64
	cpid, lpid          int
	nattch              int
	locker              uint32 // the user who locked it
}

// Shmget wraps shmget(2). There are no huge pages to be had with SHM_HUGETLB.
func (k *IPC) Shmget(c *Caller, key sysv.Key, size uint64, flags int) (int, error) {
	if !isInt(flags) {
		return 0, notInt("shmget", key)
	}
	id, e := k.segments.get(c, key, flags,
		func(s *segment) bool { return size > s.size },
		func() (int, sysv.Errno) { return k.newSegment(c, key, size, flags) })
	return id, failed("shmget", key, e)
}

func (k *IPC) newSegment(c *Caller, key sysv.Key, size uint64, flags int) (int, sysv.Errno) {
	n := pages(size)
	switch {
	case size == 0 || size > k.Limits.Shmmax:
		return 0, sysv.EINVAL
	case n > math.MaxUint64/pageSize || k.used.pages+n > k.Limits.Shmall:
		return 0, sysv.ENOSPC
	}
	if e := hasMemory(c, size, flags); e != 0 {
		return 0, e
	}
	s := &segment{perm: k.newPerm(c, key, flags), size: size, ctime: k.Time(), cpid: c.Pid}
	if !k.segments.add(s, &s.perm, k.Limits.Shmmni) {
		return 0, sysv.ENOSPC
	}
	k.used.pages += n
	return s.id, 0
}

// hasMemory gives 0 where a segment of that size can be promised.
func hasMemory(c *Caller, size uint64, flags int) sysv.Errno {
	if flags&sysv.SHM_HUGETLB == 0 {
		switch {
		case size > math.MaxInt64:
			return sysv.EINVAL
		case size > memory && flags&sysv.SHM_NORESERVE == 0:
			return sysv.ENOMEM
		}
		return 0
	}
	switch flags & (sysv.SHM_HUGE_MASK << sysv.SHM_HUGE_SHIFT) {
	case 0, sysv.SHM_HUGE_2MB, sysv.SHM_HUGE_1GB:
	default:
		return sysv.EINVAL
	}
	if c.UID != 0 {
		return sysv.EPERM
	}
	return sysv.ENOMEM
}

// Shmctl wraps shmctl(2); buf as [sysv.Kernel] has it.
func (k *IPC) Shmctl(c *Caller, id, cmd int, buf any) (int, error) {
	if !isInt(id, cmd) {
		return 0, notInt("shmctl", id)
	}
	var n int
	var e sysv.Errno
	switch cmd {
	case sysv.IPC_STAT, sysv.IPC_SET, sysv.SHM_STAT, sysv.SHM_STAT_ANY:
		ds, ok := buf.(*sysv.ShmidDS)
		if !ok || ds == nil {
			return 0, wrongBuffer("shmctl", id)
		}
		if cmd == sysv.IPC_SET {
			e = k.updateSegment(c, id, ds)
		} else {
			n, e = k.statSegment(c, id, cmd, ds)
		}
	case sysv.IPC_INFO:
		limits, ok := buf.(*sysv.ShmLimits)
		if !ok || limits == nil {
			return 0, wrongBuffer("shmctl", id)
		}
		if id < 0 {
			return 0, failed("shmctl", id, sysv.EINVAL)
		}
		mni := uint64(k.Limits.Shmmni)
		*limits = sysv.ShmLimits{Shmmax: k.Limits.Shmmax, Shmmin: 1, Shmmni: mni, Shmseg: mni, Shmall: k.Limits.Shmall}
		n = k.segments.highest()
	case sysv.SHM_INFO:
		usage, ok := buf.(*sysv.ShmUsage)
		if !ok || usage == nil {
			return 0, wrongBuffer("shmctl", id)
		}
		if id < 0 {
			return 0, failed("shmctl", id, sysv.EINVAL)
		}
		*usage = sysv.ShmUsage{UsedIDs: k.segments.inUse, ShmTot: k.used.pages}
		for s := range k.segments.all() {
			usage.ShmRss += s.resident()
		}
		n = k.segments.highest()
	default:
		if buf != nil {
			return 0, wrongBuffer("shmctl", id)
		}
		switch cmd {
		case sysv.IPC_RMID:
			e = k.removeSegment(c, id)
		case sysv.SHM_LOCK, sysv.SHM_UNLOCK:
			e = k.lockSegment(c, id, cmd == sysv.SHM_LOCK)
		default:
			e = sysv.EINVAL
		}
	}
	return n, failed("shmctl", id, e)
}

func (k *IPC) updateSegment(c *Caller, id int, ds *sysv.ShmidDS) sysv.Errno {
	s := k.segments.find(id)
	switch {
	case s == nil:
		return sysv.EINVAL
	case !s.mayControl(c):
		return sysv.EPERM
	}
	e := s.perm.update(ds.Perm)
	if e == 0 {
		s.ctime = k.Time()
	}
	return e
}

func (k *IPC) statSegment(c *Caller, id, cmd int, ds *sysv.ShmidDS) (int, sysv.Errno) {
	s := k.segments.stated(id, cmd)
	switch {
	case s == nil:
		return 0, sysv.EINVAL
	case cmd != sysv.SHM_STAT_ANY && !s.allows(c, mayRead):
		return 0, sysv.EACCES
	}
	*ds = *s.stat()
	if cmd == sysv.IPC_STAT {
		return 0, 0
	}
	return s.id, 0
}

func (k *IPC) removeSegment(c *Caller, id int) sysv.Errno {
	s := k.segments.find(id)
	switch {
	case s == nil:
		return sysv.EINVAL
	case !s.mayControl(c):
		return sysv.EPERM
	}
	s.mode |= sysv.SHM_DEST
	s.key = sysv.IPC_PRIVATE
	k.destroyUnused(s)
	return 0
}

// destroyUnused ends a removed segment that nobody has attached.
func (k *IPC) destroyUnused(s *segment) {
	if s.nattch == 0 && s.mode&sysv.SHM_DEST != 0 {
		k.segments.remove(s.id)
		k.used.pages -= pages(s.size)
		k.used.bytes -= uint64(len(s.data))
	}
}

// lockSegment is SHM_LOCK and SHM_UNLOCK. Only root may lock more than
// RLIMIT_MEMLOCK in all.
func (k *IPC) lockSegment(c *Caller, id int, lock bool) sysv.Errno {
	s := k.segments.find(id)
	switch {
	case s == nil:
		return sysv.EINVAL
	case !s.mayControl(c):
		return sysv.EPERM
	case !lock:
		s.mode &^= sysv.SHM_LOCKED
		return 0
	case s.mode&sysv.SHM_LOCKED != 0:
		return 0
	case c.UID != 0 && k.lockedBy(uint32(c.UID))+pages(s.size) > memlock/pageSize:
		return sysv.ENOMEM
	}
	s.mode |= sysv.SHM_LOCKED
	s.locker = uint32(c.UID)
	return 0
}

// lockedBy gives how many pages a user has locked.
func (k *IPC) lockedBy(uid uint32) (n uint64) {
	for s := range k.segments.all() {
		if s.mode&sysv.SHM_LOCKED != 0 && s.locker == uid {
			n += pages(s.size)
		}
	}
	return n
}

// bytes gives the segment's bytes, nil where there are too many. It aligns them
// for atomic operations: smaller things than 16 bytes may begin anywhere.
func (k *IPC) bytes(s *segment) []byte {
	if s.data == nil && s.size <= memory-k.used.bytes {
		s.data = make([]byte, max(s.size, 16))[:s.size:s.size]
		k.used.bytes += s.size
	}
	return s.data
}

// resident gives how many pages were written to, going by what they hold: one
// of zeros does not count.
func (s *segment) resident() (n uint64) {
	for at := 0; at < len(s.data); at += pageSize {
		for _, b := range s.data[at:min(at+pageSize, len(s.data))] {
			if b != 0 {
				n++
				break
			}
		}
	}
	return n
}

func (s *segment) stat() *sysv.ShmidDS {
	return &sysv.ShmidDS{
		Perm: s.statPerm(), Segsz: s.size, Atime: s.atime, Dtime: s.dtime, Ctime: s.ctime,
		Cpid: s.cpid, Lpid: s.lpid, Nattch: uint64(s.nattch),
	}
}

// pages gives how many are needed for some bytes.
func pages(size uint64) uint64 { return size/pageSize + min(size%pageSize, 1) }

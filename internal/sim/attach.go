package sim

import (
	"slices"

	"ipclua/sysv"
)

// attachment is a segment in the memory of a process.
type attachment struct {
	memory *sysv.Memory
	*segment
	end uintptr // behind the last page
}

// Where segments are mapped: each process has a place of its own in the upper
// half of what amd64 gives, since programs must not count on the same address
// in two of them.
const (
	firstAddress = 0x7f00_0000_0000
	placeBits    = 32
	places       = 1 << 7
	topAddress   = 0x7fff_ffff_f000
)

// Shmat wraps shmat(2). Nothing but segments is in the way of an address, and
// SHM_REMAP detaches all that it reaches.
func (k *IPC) Shmat(c *Caller, id int, addr uintptr, flags int) (*sysv.Memory, error) {
	if !isInt(id, flags) {
		return nil, notInt("shmat", id)
	}
	if addr != 0 && addr < pageSize && flags&sysv.SHM_RND != 0 {
		return nil, &sysv.Error{Op: "shmat", Object: id, Errno: sysv.EINVAL, Why: "the first page must stay unmapped"}
	}
	m, e := k.attach(c, id, addr, flags)
	return m, failed("shmat", id, e)
}

func (k *IPC) attach(c *Caller, id int, addr uintptr, flags int) (*sysv.Memory, sysv.Errno) {
	remap, readOnly := flags&sysv.SHM_REMAP != 0, flags&sysv.SHM_RDONLY != 0
	if flags&sysv.SHM_RND != 0 {
		addr &^= pageSize - 1
	}
	if addr%pageSize != 0 || addr == 0 && remap {
		return nil, sysv.EINVAL
	}
	wanted := mayRead
	if !readOnly {
		wanted |= mayWrite
	}
	if flags&sysv.SHM_EXEC != 0 {
		wanted |= mayExecute
	}
	s := k.segments.find(id)
	switch {
	case s == nil:
		return nil, sysv.EINVAL
	case !s.allows(c, wanted):
		return nil, sysv.EACCES
	}
	size := uintptr(pages(s.size) * pageSize)
	if addr == 0 {
		addr = c.room(size)
	} else if !remap && (addr+size < addr || c.overlaps(addr, addr+size)) {
		return nil, sysv.EINVAL
	}
	data := s.memory()
	if data == nil || addr > topAddress-size {
		return nil, sysv.ENOMEM
	}
	if remap {
		k.clearRange(c, addr, addr+size)
	}
	m := sysv.NewMemory(id, addr, data, readOnly)
	at, _ := slices.BinarySearchFunc(c.attached, addr, func(a attachment, addr uintptr) int {
		if a.memory.Address() < addr {
			return -1
		}
		return 1
	})
	c.attached = slices.Insert(c.attached, at, attachment{m, s, addr + size})
	s.nattch++
	s.atime, s.lpid = k.Time(), c.Pid
	return m, 0
}

// Shmdt wraps shmdt(2).
func (k *IPC) Shmdt(c *Caller, m *sysv.Memory) error {
	if m == nil {
		return &sysv.Error{Op: "shmdt", Errno: sysv.EINVAL}
	}
	i := slices.IndexFunc(c.attached, func(a attachment) bool { return a.memory == m })
	if i < 0 {
		return &sysv.Error{Op: "shmdt", Object: m.ID(), Errno: sysv.EINVAL, Why: "the segment is not attached"}
	}
	k.detach(c, c.attached[i])
	c.attached = slices.Delete(c.attached, i, i+1)
	return nil
}

// detach is what happens to the segment.
func (k *IPC) detach(c *Caller, a attachment) {
	a.memory.Detached()
	a.nattch--
	a.dtime, a.lpid = k.Time(), c.Pid
	k.destroyUnused(a.segment)
}

// room gives the lowest address with that many bytes free behind it.
func (c *Caller) room(size uintptr) uintptr {
	addr := firstAddress + uintptr(c.Pid%places)<<placeBits
	for _, a := range c.attached {
		if a.memory.Address() >= addr+size {
			break
		}
		addr = max(addr, a.end)
	}
	return addr
}

func (c *Caller) overlaps(from, to uintptr) bool {
	return slices.ContainsFunc(c.attached, func(a attachment) bool { return a.reaches(from, to) })
}

// clearRange detaches what reaches into [from, to).
func (k *IPC) clearRange(c *Caller, from, to uintptr) {
	c.attached = slices.DeleteFunc(c.attached, func(a attachment) bool {
		if !a.reaches(from, to) {
			return false
		}
		k.detach(c, a)
		return true
	})
}

func (a attachment) reaches(from, to uintptr) bool { return a.memory.Address() < to && from < a.end }

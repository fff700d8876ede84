package sim

import "ipclua/sysv"

// set is a semaphore set. Waiters for a single operation queue at their
// semaphore, and so long as there are no others their order is per semaphore;
// with an array of operations among the waiters all who alter queue at the set
// (ipc/sem.c, "complex operations").
type set struct {
	perm
	sems         []semaphore
	otime, ctime int64
	alter, zero  []*Waiter // who alters, and who only waits for zeros
	arrays       int       // of the waiters, those with more than one operation
	undos        []*undo
}

type semaphore struct {
	value       int
	pid         int // of the last to operate
	alter, zero []*Waiter
}

// Semget wraps semget(2).
func (k *IPC) Semget(c *Caller, key sysv.Key, nsems, flags int) (int, error) {
	if !isInt(nsems, flags) {
		return 0, notInt("semget", key)
	}
	if nsems < 0 || nsems > k.Limits.Semmsl {
		return 0, failed("semget", key, sysv.EINVAL)
	}
	id, e := k.sets.get(c, key, flags,
		func(s *set) bool { return nsems > len(s.sems) },
		func() (int, sysv.Errno) { return k.newSet(c, key, nsems, flags) })
	return id, failed("semget", key, e)
}

func (k *IPC) newSet(c *Caller, key sysv.Key, nsems, flags int) (int, sysv.Errno) {
	switch {
	case nsems == 0:
		return 0, sysv.EINVAL
	case k.used.sems+nsems > k.Limits.Semmns:
		return 0, sysv.ENOSPC
	}
	s := &set{perm: k.newPerm(c, key, flags), sems: make([]semaphore, nsems), ctime: k.Time()}
	if !k.sets.add(s, &s.perm, k.Limits.Semmni) {
		return 0, sysv.ENOSPC
	}
	k.used.sems += nsems
	k.mostSems = max(k.mostSems, k.used.sems)
	return s.id, 0
}

func (k *IPC) removeSet(c *Caller, id int) sysv.Errno {
	s := k.sets.find(id)
	switch {
	case s == nil:
		return sysv.EINVAL
	case !s.mayControl(c):
		return sysv.EPERM
	}
	k.sets.remove(id)
	k.used.sems -= len(s.sems)
	for _, u := range s.undos {
		u.set = nil
	}
	s.endAll(sysv.EIDRM)
	return 0
}

func (s *set) values() []uint16 {
	list := make([]uint16, len(s.sems))
	for i := range s.sems {
		list[i] = uint16(s.sems[i].value)
	}
	return list
}

func (s *set) stat() *sysv.SemidDS {
	return &sysv.SemidDS{Perm: s.statPerm(), Otime: s.otime, Ctime: s.ctime, Nsems: uint64(len(s.sems))}
}

package sim

import (
	"slices"

	"ipclua/sysv"
)

// Semctl wraps semctl(2); arg as [sysv.Kernel] has it.
func (k *IPC) Semctl(c *Caller, id, num, cmd int, arg any) (int, error) {
	if !isInt(id, num, cmd) {
		return 0, notInt("semctl", id)
	}
	var n int
	var e sysv.Errno
	switch cmd {
	case sysv.SETVAL:
		val, ok := arg.(int)
		if !ok {
			return 0, wrongBuffer("semctl", id)
		}
		e = k.setval(c, id, num, val)
	case sysv.GETALL:
		values, ok := arg.(*[]uint16)
		if !ok || values == nil {
			return 0, wrongBuffer("semctl", id)
		}
		e = k.getall(c, id, values)
	case sysv.SETALL:
		values, ok := arg.([]uint16)
		if !ok {
			return 0, wrongBuffer("semctl", id)
		}
		if s := k.sets.find(id); s != nil && len(values) != len(s.sems) {
			return 0, &sysv.Error{Op: "semctl", Object: id, Errno: sysv.EINVAL, Why: "the list's length is not the set's"}
		}
		e = k.setall(c, id, values)
	case sysv.IPC_STAT, sysv.IPC_SET, sysv.SEM_STAT, sysv.SEM_STAT_ANY:
		ds, ok := arg.(*sysv.SemidDS)
		if !ok || ds == nil {
			return 0, wrongBuffer("semctl", id)
		}
		if cmd == sysv.IPC_SET {
			e = k.updateSet(c, id, ds)
		} else {
			n, e = k.statSet(c, id, cmd, ds)
		}
	case sysv.IPC_INFO, sysv.SEM_INFO:
		limits, ok := arg.(*sysv.SemLimits)
		if !ok || limits == nil {
			return 0, wrongBuffer("semctl", id)
		}
		n, e = k.semInfo(id, cmd, limits)
	default:
		if arg != nil {
			return 0, wrongBuffer("semctl", id)
		}
		if cmd == sysv.IPC_RMID {
			e = k.removeSet(c, id)
		} else {
			n, e = k.lookAt(c, id, num, cmd)
		}
	}
	return n, failed("semctl", id, e)
}

func (k *IPC) setval(c *Caller, id, num, val int) sysv.Errno {
	s := k.sets.find(id)
	switch {
	case id < 0:
		return sysv.EINVAL
	case val < 0 || val > semvmx:
		return sysv.ERANGE
	case s == nil || num < 0 || num >= len(s.sems):
		return sysv.EINVAL
	case !s.allows(c, mayWrite):
		return sysv.EACCES
	}
	s.sems[num].value, s.sems[num].pid = val, c.Pid
	for _, u := range s.undos {
		u.adjust[num] = 0
	}
	s.ctime = k.Time()
	s.update(k, nil, false)
	return 0
}

func (k *IPC) setall(c *Caller, id int, values []uint16) sysv.Errno {
	s := k.sets.find(id)
	switch {
	case s == nil:
		return sysv.EINVAL
	case !s.allows(c, mayWrite):
		return sysv.EACCES
	case slices.ContainsFunc(values, func(v uint16) bool { return v > semvmx }):
		return sysv.ERANGE
	}
	for i, v := range values {
		s.sems[i].value, s.sems[i].pid = int(v), c.Pid
	}
	for _, u := range s.undos {
		clear(u.adjust)
	}
	s.ctime = k.Time()
	s.update(k, nil, false)
	return 0
}

func (k *IPC) getall(c *Caller, id int, values *[]uint16) sysv.Errno {
	s := k.sets.find(id)
	switch {
	case s == nil:
		return sysv.EINVAL
	case !s.allows(c, mayRead):
		return sysv.EACCES
	}
	*values = s.values()
	return 0
}

// lookAt does the commands that give a number of one semaphore.
func (k *IPC) lookAt(c *Caller, id, num, cmd int) (int, sysv.Errno) {
	switch cmd {
	case sysv.GETVAL, sysv.GETPID, sysv.GETNCNT, sysv.GETZCNT:
	default:
		return 0, sysv.EINVAL
	}
	s := k.sets.find(id)
	switch {
	case s == nil:
		return 0, sysv.EINVAL
	case !s.allows(c, mayRead):
		return 0, sysv.EACCES
	case num < 0 || num >= len(s.sems):
		return 0, sysv.EINVAL
	}
	switch cmd {
	case sysv.GETVAL:
		return s.sems[num].value, 0
	case sysv.GETPID:
		return s.sems[num].pid, 0
	}
	return s.waiting(num, cmd == sysv.GETZCNT), 0
}

func (k *IPC) updateSet(c *Caller, id int, ds *sysv.SemidDS) sysv.Errno {
	s := k.sets.find(id)
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

func (k *IPC) statSet(c *Caller, id, cmd int, ds *sysv.SemidDS) (int, sysv.Errno) {
	s := k.sets.stated(id, cmd)
	switch {
	case s == nil:
		return 0, sysv.EINVAL
	case cmd != sysv.SEM_STAT_ANY && !s.allows(c, mayRead):
		return 0, sysv.EACCES
	}
	*ds = *s.stat()
	if cmd == sysv.IPC_STAT {
		return 0, 0
	}
	return s.id, 0
}

func (k *IPC) semInfo(id, cmd int, limits *sysv.SemLimits) (int, sysv.Errno) {
	if id < 0 {
		return 0, sysv.EINVAL
	}
	defaults := DefaultLimits()
	*limits = sysv.SemLimits{
		Semmap: defaults.Semmns, Semmni: k.Limits.Semmni, Semmns: k.Limits.Semmns, Semmnu: defaults.Semmns, Semmsl: k.Limits.Semmsl,
		Semopm: k.Limits.Semopm, Semume: defaults.Semopm, Semusz: 20, Semvmx: semvmx, Semaem: semaem,
	}
	if cmd == sysv.SEM_INFO {
		limits.Semusz, limits.Semaem = k.sets.inUse, k.used.sems
	}
	return k.sets.highest(), 0
}

package sim

import "ipclua/sysv"

// Semop wraps semop(2): all of ops, or none. done tells that the call is over,
// with err. Where it is not it would wait, and w, unless nil, is put into the
// queues. An error names semop; who calls with a timeout puts semtimedop there,
// and E is EAGAIN where the blocking operation has IPC_NOWAIT.
func (k *IPC) Semop(c *Caller, id int, ops []sysv.SemOp, w *Waiter) (done bool, err error) {
	s, alters, e := k.semopSet(c, id, ops)
	if s == nil {
		return true, failed("semop", id, e)
	}
	var u *undo
	if hasUndo(ops) {
		u = c.undoOf(s)
	}
	if e != 0 {
		return true, failed("semop", id, e)
	}
	blocking, e := s.try(ops, u)
	switch {
	case e != 0:
		return true, failed("semop", id, e)
	case blocking < 0:
		s.do(c, ops, u)
		if alters {
			s.update(k, ops, true)
		} else {
			s.otime = k.Time()
		}
		return true, nil
	case w != nil:
		*w = Waiter{Wake: w.Wake, caller: c, id: id, set: s, ops: ops, undo: u, blocking: blocking}
		s.enqueue(w, alters)
	}
	return false, nil
}

// SemopBlocks tells whether Semop would wait, rather than be done or fail. It
// changes nothing.
func (k *IPC) SemopBlocks(c *Caller, id int, ops []sysv.SemOp) bool {
	s, _, e := k.semopSet(c, id, ops)
	if e != 0 {
		return false
	}
	blocking, e := s.try(ops, c.findUndo(s))
	return e == 0 && blocking >= 0
}

// semopSet finds the set and checks what does not depend on its values. The set
// is given with those errors too that come after it was looked up for SEM_UNDO.
func (k *IPC) semopSet(c *Caller, id int, ops []sysv.SemOp) (s *set, alters bool, e sysv.Errno) {
	switch {
	case len(ops) > k.Limits.Semopm:
		return nil, false, sysv.E2BIG
	case len(ops) == 0:
		return nil, false, sysv.EINVAL
	}
	s = k.sets.find(id)
	if s == nil {
		return nil, false, sysv.EINVAL
	}
	wanted := mayRead
	for i := range ops {
		if int(ops[i].Num) >= len(s.sems) {
			return s, false, sysv.EFBIG
		}
		if ops[i].Op != 0 {
			wanted = mayWrite
		}
	}
	if !s.allows(c, wanted) {
		return s, false, sysv.EACCES
	}
	return s, wanted == mayWrite, 0
}

func hasUndo(ops []sysv.SemOp) bool {
	for i := range ops {
		if ops[i].Flg&sysv.SEM_UNDO != 0 {
			return true
		}
	}
	return false
}

// try tells whether ops can be done: which operation blocks, -1 for none, or the
// error of the first that fails. u may be nil where nothing is to be undone yet.
func (s *set) try(ops []sysv.SemOp, u *undo) (blocking int, e sysv.Errno) {
	for i := range ops {
		op := &ops[i]
		value, adjust := s.sems[op.Num].value, 0
		if u != nil {
			adjust = u.adjust[op.Num]
		}
		for j := range ops[:i] {
			if ops[j].Num == op.Num {
				value += int(ops[j].Op)
				if ops[j].Flg&sysv.SEM_UNDO != 0 {
					adjust -= int(ops[j].Op)
				}
			}
		}
		next := value + int(op.Op)
		switch {
		case op.Op == 0 && value != 0 || next < 0:
			if op.Flg&sysv.IPC_NOWAIT != 0 {
				return i, sysv.EAGAIN
			}
			return i, 0
		case next > semvmx:
			return -1, sysv.ERANGE
		}
		if op.Flg&sysv.SEM_UNDO != 0 {
			if adjust -= int(op.Op); adjust < -semaem-1 || adjust > semaem {
				return -1, sysv.ERANGE
			}
		}
	}
	return -1, 0
}

// do does ops that can be done.
func (s *set) do(c *Caller, ops []sysv.SemOp, u *undo) {
	for i := range ops {
		op := &ops[i]
		sem := &s.sems[op.Num]
		sem.value += int(op.Op)
		sem.pid = c.Pid
		if op.Flg&sysv.SEM_UNDO != 0 {
			u.adjust[op.Num] -= int(op.Op)
		}
	}
}

package sim

import "slices"

// undo is what a process has to undo in one set.
type undo struct {
	set    *set  // nil once it is removed
	adjust []int // what to add to each semaphore
}

// undoOf gives what c has to undo in s, which it makes if need be.
func (c *Caller) undoOf(s *set) *undo {
	for i, u := range c.undos {
		if u.set == s {
			copy(c.undos[1:i+1], c.undos[:i])
			c.undos[0] = u
			return u
		}
	}
	u := &undo{set: s, adjust: make([]int, len(s.sems))}
	c.undos = slices.Insert(c.undos, 0, u)
	s.undos = append(s.undos, u)
	return u
}

// findUndo gives what c has to undo in s, nil for nothing.
func (c *Caller) findUndo(s *set) *undo {
	for _, u := range c.undos {
		if u.set == s {
			return u
		}
	}
	return nil
}

// undoAll does what exit_sem() of ipc/sem.c does: it adds what is to be undone,
// as far as values may go, and lets waiters through.
func (k *IPC) undoAll(c *Caller) {
	undos := c.undos
	c.undos = nil
	for _, u := range undos {
		s := u.set
		if s == nil {
			continue
		}
		s.undos = slices.DeleteFunc(s.undos, func(other *undo) bool { return other == u })
		for i, n := range u.adjust {
			if n != 0 {
				s.sems[i].value = min(max(s.sems[i].value+n, 0), semvmx)
				s.sems[i].pid = c.Pid
			}
		}
		s.update(k, nil, true)
	}
}

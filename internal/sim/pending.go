package sim

import (
	"slices"

	"ipclua/sysv"
)

// The queues of a set are those of ipc/sem.c, whose functions are named at each
// method: the order in which waiters are tried is part of what a program can
// see.

// enqueue puts a call to sleep.
func (s *set) enqueue(w *Waiter, alters bool) {
	if len(w.ops) > 1 {
		if s.arrays == 0 {
			s.merge()
		}
		s.arrays++
	}
	list := s.list(w, alters)
	*list = append(*list, w)
}

// list gives the queue in which a waiter belongs.
func (s *set) list(w *Waiter, alters bool) *[]*Waiter {
	sem := &s.sems[w.ops[0].Num]
	switch {
	case alters && s.arrays > 0:
		return &s.alter
	case alters:
		return &sem.alter
	case len(w.ops) > 1:
		return &s.zero
	}
	return &sem.zero
}

// merge moves all who alter to the set (merge_queues): those of the last
// semaphore come to stand first.
func (s *set) merge() {
	for i := len(s.sems) - 1; i >= 0; i-- {
		s.alter = append(s.alter, s.sems[i].alter...)
		s.sems[i].alter = nil
	}
}

// unmerge moves them back once the last array of operations is gone
// (unmerge_queues).
func (s *set) unmerge() {
	if s.arrays > 0 || len(s.alter) == 0 {
		return
	}
	for _, w := range s.alter {
		sem := &s.sems[w.ops[0].Num]
		sem.alter = append(sem.alter, w)
	}
	s.alter = nil
}

// unlink takes a waiter out of its queue (unlink_queue).
func (s *set) unlink(w *Waiter) {
	sem := &s.sems[w.ops[0].Num]
	for _, list := range [...]*[]*Waiter{&s.alter, &s.zero, &sem.alter, &sem.zero} {
		if i := slices.Index(*list, w); i >= 0 {
			*list = slices.Delete(*list, i, i+1)
			break
		}
	}
	if len(w.ops) > 1 {
		s.arrays--
	}
	w.set = nil
}

// update lets waiters through after a change (do_smart_update): ops are what was
// done, nil where any value may have changed; done tells that an operation was.
func (s *set) update(k *IPC, ops []sysv.SemOp, done bool) {
	done = s.wakeZero(ops) || done
	switch {
	case len(s.alter) > 0:
		done = s.wakeAlter(&s.alter, -1) || done
	case ops == nil:
		for i := range s.sems {
			done = s.wakeAlter(&s.sems[i].alter, i) || done
		}
	default:
		for i := range ops {
			if ops[i].Op > 0 {
				num := int(ops[i].Num)
				done = s.wakeAlter(&s.sems[num].alter, num) || done
			}
		}
	}
	if done {
		s.otime = k.Time()
	}
	s.unmerge()
}

// wakeZero lets those through who wait for zero (do_smart_wakeup_zero), and
// tells whether there was any.
func (s *set) wakeZero(ops []sysv.SemOp) bool {
	zero, done := false, false
	look := func(num int) {
		if s.sems[num].value == 0 {
			zero = true
			done = s.wakeConst(&s.sems[num].zero) || done
		}
	}
	if ops == nil {
		for num := range s.sems {
			look(num)
		}
	}
	for i := range ops {
		look(int(ops[i].Num))
	}
	if zero {
		done = s.wakeConst(&s.zero) || done
	}
	return done
}

// wakeConst tries those of a queue who change nothing (wake_const_ops).
func (s *set) wakeConst(list *[]*Waiter) (done bool) {
	for i := 0; i < len(*list); {
		w := (*list)[i]
		over, e := s.retry(w)
		if !over {
			i++
			continue
		}
		done = done || e == 0
		w.end("semop", e)
	}
	return done
}

// wakeAlter tries those of a queue who alter (update_queue): of semaphore num,
// or of the set where num is -1.
func (s *set) wakeAlter(list *[]*Waiter, num int) (done bool) {
	for i := 0; i < len(*list); {
		if num >= 0 && s.sems[num].value == 0 {
			break
		}
		w := (*list)[i]
		over, e := s.retry(w)
		if !over {
			i++
			continue
		}
		if e == 0 {
			done = true
			s.wakeZero(w.ops)
			// A single P never lets an earlier waiter of its semaphore through;
			// of anything else nobody knows (check_restart).
			if len(s.alter) > 0 || len(w.ops) > 1 {
				i = 0
			}
		}
		w.end("semop", e)
	}
	return done
}

// retry does a waiter's operations if they can be done now; over tells that it
// has left its queue.
func (s *set) retry(w *Waiter) (over bool, e sysv.Errno) {
	blocking, e := s.try(w.ops, w.undo)
	if blocking >= 0 && e == 0 {
		w.blocking = blocking
		return false, 0
	}
	s.unlink(w)
	if e == 0 {
		s.do(w.caller, w.ops, w.undo)
	}
	return true, e
}

// endAll ends all waiters with e, in freeary()'s order.
func (s *set) endAll(e sysv.Errno) {
	lists := [][]*Waiter{s.zero, s.alter}
	for i := range s.sems {
		lists = append(lists, s.sems[i].zero, s.sems[i].alter)
	}
	for _, w := range slices.Concat(lists...) {
		w.set = nil
		w.end("semop", e)
	}
}

// waiting counts the calls that sleep because semaphore num is not zero, or not
// high enough (count_semcnt): an array is counted where it was blocked when it
// was tried last.
func (s *set) waiting(num int, forZero bool) int {
	if forZero {
		return len(s.sems[num].zero) + s.blockedAt(s.alter, num, forZero) + s.blockedAt(s.zero, num, forZero)
	}
	return len(s.sems[num].alter) + s.blockedAt(s.alter, num, forZero)
}

func (s *set) blockedAt(list []*Waiter, num int, forZero bool) (n int) {
	for _, w := range list {
		if op := w.ops[w.blocking]; int(op.Num) == num && (op.Op == 0) == forZero {
			n++
		}
	}
	return n
}

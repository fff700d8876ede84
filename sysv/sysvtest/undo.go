package sysvtest

import "ipclua/sysv"

func undoCases() []Case {
	undo := func(r Request) Request { return r.with(sysv.SEM_UNDO) }
	return []Case{
		{"SEM_UNDO: undone at exit, and when killed", func(c *C) {
			p, q, r := c.process(), c.process(), c.process()
			id := p.set(key, 5)
			q.must(undo(op(id, 0, -2)))
			r.must(undo(op(id, 0, -1)))
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 2)
			q.Exit()
			equal(c, "value after exit", p.ctl(id, 0, sysv.GETVAL), 4)
			r.Kill()
			equal(c, "value after kill", p.ctl(id, 0, sysv.GETVAL), 5)
		}},
		{"SEM_UNDO: only operations with it are undone, in sum", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 5)
			q.must(op(id, 0, -1))
			q.must(undo(op(id, 0, -3)))
			q.must(undo(op(id, 0, 2)))
			q.Exit()
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 4)
		}},
		{"SEM_UNDO: the undoing lets waiters through", func(c *C) {
			p, q, r := c.process(), c.process(), c.process()
			id := p.set(key, 1)
			q.must(undo(op(id, 0, -1)))
			call := r.begin(op(id, 0, -1))
			c.waits(p, id, 0, 1)
			q.Kill()
			c.ends(call, 0)
		}},
		{"SEM_UNDO: the undoing ends waits for zero", func(c *C) {
			p, q, r := c.process(), c.process(), c.process()
			id := p.set(key, 0)
			q.must(undo(op(id, 0, 1)))
			call := r.begin(op(id, 0, 0))
			c.waitsForZero(p, id, 0, 1)
			q.Exit()
			equal(c, "GETZCNT", p.ctl(id, 0, sysv.GETZCNT), 0)
			c.ends(call, 0)
		}},
		{"SEM_UNDO: a value does not get below 0 by it", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 0)
			q.must(undo(op(id, 0, 3)))
			p.must(op(id, 0, -2))
			q.Exit()
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 0)
		}},
		{"SEM_UNDO: SETVAL forgets it for one semaphore, SETALL for all", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 5, 5)
			q.must(undo(op(id, 0, -1, 1, -1)))
			p.must(setval(id, 0, 7))
			q.Exit()
			equal(c, "values", p.values(id), "[7 5]")
			r := c.process()
			r.must(undo(op(id, 0, -1, 1, -1)))
			p.must(semctl(id, 0, sysv.SETALL, []uint16{1, 2}))
			r.must(undo(op(id, 1, -1)))
			r.Exit()
			equal(c, "values", p.values(id), "[1 2]")
		}},
		{"SEM_UNDO: SETVAL forgets the caller's own too", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 5)
			q.must(undo(op(id, 0, -1)))
			q.must(setval(id, 0, 7))
			q.Exit()
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 7)
		}},
		{"SEM_UNDO: what was for a removed set is not for the next of its key", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 5)
			q.must(undo(op(id, 0, -1)))
			p.must(remove("semctl", id))
			next := p.set(key, 5)
			q.Exit()
			equal(c, "value", p.ctl(next, 0, sysv.GETVAL), 5)
		}},
		{"SEM_UNDO: a value does not get above SEMVMX by it", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 32767)
			q.must(undo(op(id, 0, -5)))
			p.must(op(id, 0, 3))
			q.Exit()
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 32767)
		}},
		{"SEM_UNDO: each process undoes its own, in several sets", func(c *C) {
			p, q, r := c.process(), c.process(), c.process()
			id, other := p.set(key, 10, 10), p.set(key+1, 10)
			q.must(undo(op(id, 0, -1, 1, -2)))
			q.must(undo(op(other, 0, -3)))
			r.must(undo(op(id, 0, -4)))
			q.Exit()
			equal(c, "values", p.values(id)+p.values(other), "[6 10][10]")
			r.Exit()
			equal(c, "values", p.values(id), "[10 10]")
		}},
		{"SEM_UNDO: GETPID is then the process that ended, where it had something to undo", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 5, 5)
			q.must(undo(op(id, 0, -1, 1, -1)))
			q.must(undo(op(id, 1, 1)))
			p.must(op(id, 0, 1, 1, 1))
			q.Exit()
			equal(c, "GETPID", p.ctl(id, 0, sysv.GETPID), q.Pid())
			equal(c, "GETPID of what was even", p.ctl(id, 1, sysv.GETPID), p.Pid())
		}},
		{"SEM_UNDO: an operation that never was is not undone", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 0)
			q.refuse(sysv.EAGAIN, undo(op(id, 0, -1)).with(nowait))
			q.begin(undo(op(id, 0, -1)))
			c.waits(p, id, 0, 1)
			q.Kill()
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 0)
		}},
		{"SEM_UNDO: what a V did for a waiter is undone when the waiter ends", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 0)
			call := q.begin(undo(op(id, 0, -1)))
			c.waits(p, id, 0, 1)
			p.must(op(id, 0, 1))
			c.ends(call, 0)
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 0)
			q.Kill()
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 1)
		}},
		{"SEM_UNDO: waiting for zero leaves nothing to undo", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 0)
			q.must(undo(op(id, 0, 0)))
			p.must(op(id, 0, 2))
			q.Exit()
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 2)
		}},
		{"SEM_UNDO: too much to undo (ERANGE)", func(c *C) {
			p := c.process()
			id := p.set(key, 32767)
			p.must(undo(op(id, 0, -32767)))
			p.must(op(id, 0, 32767))
			p.refuse(sysv.ERANGE, undo(op(id, 0, -32767)))
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 32767)
		}},
	}
}

package sysvtest

import (
	"time"

	"ipclua/sysv"
)

// waits waits until n calls wait for semaphore num to be raised.
func (c *C) waits(p *P, id, num, n int) {
	c.Helper()
	c.await("GETNCNT", func() bool { return p.ctl(id, num, sysv.GETNCNT) == n })
}

// waitsForZero waits until n calls wait for semaphore num to be zero.
func (c *C) waitsForZero(p *P, id, num, n int) {
	c.Helper()
	c.await("GETZCNT", func() bool { return p.ctl(id, num, sysv.GETZCNT) == n })
}

func waitCases() []Case {
	return []Case{
		{"semop: a P waits for its V, and is in GETNCNT meanwhile", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 0)
			call := q.begin(op(id, 0, -1))
			c.waits(p, id, 0, 1)
			equal(c, "GETZCNT", p.ctl(id, 0, sysv.GETZCNT), 0)
			p.must(op(id, 0, 1))
			c.ends(call, 0)
			equal(c, "GETNCNT", p.ctl(id, 0, sysv.GETNCNT), 0)
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 0)
			equal(c, "GETPID", p.ctl(id, 0, sysv.GETPID), q.Pid())
		}},
		{"semop: a wait for zero is in GETZCNT, and ends when the value is", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 2)
			call := q.begin(op(id, 0, 0))
			c.waitsForZero(p, id, 0, 1)
			equal(c, "GETNCNT", p.ctl(id, 0, sysv.GETNCNT), 0)
			p.must(op(id, 0, -1))
			equal(c, "GETZCNT", p.ctl(id, 0, sysv.GETZCNT), 1)
			p.must(op(id, 0, -1))
			c.ends(call, 0)
		}},
		{"semop: a blocked array holds nothing", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 1, 0)
			call := q.begin(op(id, 0, -1, 1, -1))
			c.waits(p, id, 1, 1)
			equal(c, "values", p.values(id), "[1 0]")
			p.must(op(id, 0, -1).with(nowait))
			p.must(op(id, 1, 1))
			equal(c, "GETNCNT of the first", p.ctl(id, 0, sysv.GETNCNT), 1)
			equal(c, "GETNCNT of the second", p.ctl(id, 1, sysv.GETNCNT), 0)
			p.must(op(id, 0, 1))
			c.ends(call, 0)
			equal(c, "values", p.values(id), "[0 0]")
		}},
		{"semop: GETNCNT and GETZCNT count a blocked array where it is blocked, nowhere else", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 0, 1, 0)
			call := q.begin(op(id, 2, 5, 0, -1, 1, 0))
			c.waits(p, id, 0, 1)
			count := func() [6]int {
				var n [6]int
				for i := range 3 {
					n[2*i], n[2*i+1] = p.ctl(id, i, sysv.GETNCNT), p.ctl(id, i, sysv.GETZCNT)
				}
				return n
			}
			equal(c, "GETNCNT, GETZCNT of each", count(), [6]int{1, 0, 0, 0, 0, 0})
			p.must(op(id, 0, 1))
			equal(c, "GETNCNT, GETZCNT of each", count(), [6]int{0, 0, 0, 1, 0, 0})
			p.must(op(id, 0, -1, 1, -1)) // now the other is in the way again
			equal(c, "GETNCNT, GETZCNT of each", count(), [6]int{1, 0, 0, 0, 0, 0})
			p.must(op(id, 0, 1))
			c.ends(call, 0)
			equal(c, "values", p.values(id), "[0 0 5]")
			equal(c, "GETPID of each", [3]int{p.ctl(id, 0, sysv.GETPID), p.ctl(id, 1, sysv.GETPID), p.ctl(id, 2, sysv.GETPID)}, [3]int{q.Pid(), q.Pid(), q.Pid()})
		}},
		{"semop: calls of one process wait each for itself", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 0)
			a := q.begin(op(id, 0, -1))
			c.waits(p, id, 0, 1)
			b := q.begin(op(id, 0, -1))
			c.waits(p, id, 0, 2)
			q.must(op(id, 0, 1))
			c.ends(a, 0)
			q.must(op(id, 0, 1))
			c.ends(b, 0)
		}},
		{"semop: a waiter that comes upon IPC_NOWAIT gets EAGAIN, and what let it go on stays", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 0, 0)
			r := op(id, 0, -1, 1, -1)
			r.Ops[1].Flg = nowait
			call := q.begin(r)
			c.waits(p, id, 0, 1)
			p.must(op(id, 0, 1))
			equal(c, "GETNCNT", p.ctl(id, 0, sysv.GETNCNT), 0)
			c.ends(call, sysv.EAGAIN)
			equal(c, "values", p.values(id), "[1 0]")
		}},
		{"semop: a waiter that would get beyond SEMVMX fails then (ERANGE)", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 0, 32767)
			call := q.begin(op(id, 0, -1, 1, 1))
			c.waits(p, id, 0, 1)
			p.must(op(id, 0, 1))
			c.ends(call, sysv.ERANGE)
			equal(c, "values", p.values(id), "[1 32767]")
		}},
		{"semop: SETVAL and SETALL let waiters through, and set otime then", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 0, 0)
			call := q.begin(op(id, 0, -1))
			c.waits(p, id, 0, 1)
			equal(c, "otime", p.semStat(id).Otime, 0)
			p.must(setval(id, 0, 3))
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 2)
			equal(c, "otime is set", p.semStat(id).Otime != 0, true)
			c.ends(call, 0)
			call = q.begin(op(id, 1, -1))
			c.waits(p, id, 1, 1)
			p.must(semctl(id, 0, sysv.SETALL, []uint16{9, 1}))
			equal(c, "values", p.values(id), "[9 0]")
			c.ends(call, 0)
			call = q.begin(op(id, 0, 0))
			c.waitsForZero(p, id, 0, 1)
			p.must(setval(id, 0, 0))
			c.ends(call, 0)
		}},
		{"semop: IPC_RMID wakes all who wait (EIDRM)", func(c *C) {
			p := c.process()
			id := p.set(key, 0, 1)
			a := c.process().begin(op(id, 0, -1))
			c.waits(p, id, 0, 1)
			b := c.process().begin(op(id, 1, 0).within(time.Minute))
			c.waitsForZero(p, id, 1, 1)
			d := c.process().begin(op(id, 0, -1, 1, 0))
			c.waits(p, id, 0, 2)
			p.must(remove("semctl", id))
			c.ends(a, sysv.EIDRM)
			c.ends(b, sysv.EIDRM)
			c.ends(d, sysv.EIDRM)
		}},
		{"semop: the context ends (EINTR), the waiter is gone, and has done nothing", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 0, 1)
			for _, r := range []Request{op(id, 0, -1), op(id, 0, -1).within(time.Minute), op(id, 1, 1, 0, -1), op(id, 0, -1).with(sysv.SEM_UNDO)} {
				call := q.begin(r)
				c.waits(p, id, 0, 1)
				q.must(cancel())
				c.ends(call, sysv.EINTR)
				equal(c, "GETNCNT", p.ctl(id, 0, sysv.GETNCNT), 0)
			}
			call := q.begin(op(id, 1, 0))
			c.waitsForZero(p, id, 1, 1)
			q.must(cancel())
			c.ends(call, sysv.EINTR)
			equal(c, "GETZCNT", p.ctl(id, 1, sysv.GETZCNT), 0)
			equal(c, "values", p.values(id), "[0 1]")
			q.must(op(id, 1, -1)) // the next is another context's
		}},
	}
}

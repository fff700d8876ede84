package sysvtest

import "ipclua/sysv"

// queueOrderCases are about who of several waiters gets through, and in what
// order; all of it is done within the call that makes it possible.
func queueOrderCases() []Case {
	return []Case{
		{"semop: waiters are served in the order they came", func(c *C) {
			p := c.process()
			id := p.set(key, 0)
			var calls []Pending
			for i := range 3 {
				calls = append(calls, c.process().begin(op(id, 0, -1)))
				c.waits(p, id, 0, i+1)
			}
			for i, call := range calls {
				p.must(op(id, 0, 1))
				equal(c, "GETNCNT", p.ctl(id, 0, sysv.GETNCNT), 2-i)
				c.ends(call, 0)
			}
		}},
		{"semop: the order holds between single operations and arrays", func(c *C) {
			p := c.process()
			for _, arrayFirst := range []bool{true, false} {
				id := p.set(sysv.IPC_PRIVATE, 0, 5)
				array, single := op(id, 0, -1, 1, -1), op(id, 0, -1)
				first, second := array, single
				if !arrayFirst {
					first, second = single, array
				}
				a := c.process().begin(first)
				c.waits(p, id, 0, 1)
				b := c.process().begin(second)
				c.waits(p, id, 0, 2)
				p.must(op(id, 0, 1))
				c.ends(a, 0)
				equal(c, "GETNCNT", p.ctl(id, 0, sysv.GETNCNT), 1)
				p.must(op(id, 0, 1))
				c.ends(b, 0)
				equal(c, "values", p.values(id), "[0 4]")
			}
		}},
		{"semop: a V lets the first through that can go on, not the first in line", func(c *C) {
			p := c.process()
			id := p.set(key, 0)
			two := c.process().begin(op(id, 0, -2))
			c.waits(p, id, 0, 1)
			one := c.process().begin(op(id, 0, -1))
			c.waits(p, id, 0, 2)
			p.must(op(id, 0, 1))
			c.ends(one, 0)
			equal(c, "GETNCNT", p.ctl(id, 0, sysv.GETNCNT), 1)
			p.must(op(id, 0, 2))
			c.ends(two, 0)
		}},
		{"semop: a queued P(2) does not stop a later P(1)", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 1)
			call := q.begin(op(id, 0, -2))
			c.waits(p, id, 0, 1)
			p.must(op(id, 0, -1).with(nowait))
			p.must(op(id, 0, 2))
			c.ends(call, 0)
		}},
		{"semop: the waiter's operation is done within the V that lets it through", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 0)
			call := q.begin(op(id, 0, -1))
			c.waits(p, id, 0, 1)
			p.must(op(id, 0, 1))
			p.refuse(sysv.EAGAIN, op(id, 0, -1).with(nowait)) // nothing is left to take back
			c.ends(call, 0)
		}},
		{"semop: one V lets several through where it is enough for them", func(c *C) {
			p := c.process()
			id := p.set(key, 0)
			a := c.process().begin(op(id, 0, -1))
			c.waits(p, id, 0, 1)
			b := c.process().begin(op(id, 0, -1))
			c.waits(p, id, 0, 2)
			p.must(op(id, 0, 3))
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 1)
			c.ends(a, 0)
			c.ends(b, 0)
		}},
		{"semop: an operation of one waiter may let another through", func(c *C) {
			p, q, r := c.process(), c.process(), c.process()
			id := p.set(key, 0, 0)
			second := r.begin(op(id, 1, -1))
			c.waits(p, id, 1, 1)
			first := q.begin(op(id, 0, -1, 1, 1))
			c.waits(p, id, 0, 1)
			p.must(op(id, 0, 1))
			equal(c, "values", p.values(id), "[0 0]")
			c.ends(first, 0)
			c.ends(second, 0)
		}},
		{"semop: an operation of one waiter may bring another to zero", func(c *C) {
			p, q, r := c.process(), c.process(), c.process()
			id := p.set(key, 1, 0)
			zero := r.begin(op(id, 0, 0))
			c.waitsForZero(p, id, 0, 1)
			array := q.begin(op(id, 0, -1, 1, -1))
			c.waits(p, id, 1, 1)
			p.must(op(id, 1, 1))
			equal(c, "GETZCNT", p.ctl(id, 0, sysv.GETZCNT), 0)
			c.ends(array, 0)
			c.ends(zero, 0)
		}},
		{"semop: all who wait for zero are let through, even if the value bounces", func(c *C) {
			p := c.process()
			id := p.set(key, 1)
			a := c.process().begin(op(id, 0, 0))
			c.waitsForZero(p, id, 0, 1)
			b := c.process().begin(op(id, 0, 0))
			c.waitsForZero(p, id, 0, 2)
			p.must(op(id, 0, -1))
			p.must(op(id, 0, 1))
			c.ends(a, 0)
			c.ends(b, 0)
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 1)
		}},
		{"semop: a value that is zero only within an array lets nobody through", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 1)
			call := q.begin(op(id, 0, 0))
			c.waitsForZero(p, id, 0, 1)
			p.must(op(id, 0, -1, 0, 1))
			equal(c, "GETZCNT", p.ctl(id, 0, sysv.GETZCNT), 1)
			p.must(op(id, 0, -1))
			c.ends(call, 0)
		}},
		{"semop: who only waits for zero comes before who also takes", func(c *C) {
			p := c.process()
			id := p.set(key, 1)
			lock := c.process().begin(op(id, 0, 0, 0, 1))
			c.waitsForZero(p, id, 0, 1)
			zero := c.process().begin(op(id, 0, 0))
			c.waitsForZero(p, id, 0, 2)
			p.must(op(id, 0, -1))
			c.ends(zero, 0)
			c.ends(lock, 0)
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 1)
		}},
		{"semop: of those who wait for zero to add, one gets through, the first", func(c *C) {
			p := c.process()
			id := p.set(key, 1)
			a := c.process().begin(op(id, 0, 0, 0, 1))
			c.waitsForZero(p, id, 0, 1)
			b := c.process().begin(op(id, 0, 0, 0, 1))
			c.waitsForZero(p, id, 0, 2)
			p.must(op(id, 0, -1))
			equal(c, "GETZCNT", p.ctl(id, 0, sysv.GETZCNT), 1)
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 1)
			c.ends(a, 0)
			p.must(op(id, 0, -1))
			c.ends(b, 0)
		}},
		{"semop: a killed or cancelled waiter gives its place up", func(c *C) {
			p, q, r, s := c.process(), c.process(), c.process(), c.process()
			id := p.set(key, 0)
			q.begin(op(id, 0, -1))
			c.waits(p, id, 0, 1)
			cancelled := r.begin(op(id, 0, -1))
			c.waits(p, id, 0, 2)
			last := s.begin(op(id, 0, -1))
			c.waits(p, id, 0, 3)
			q.Kill()
			equal(c, "GETNCNT", p.ctl(id, 0, sysv.GETNCNT), 2)
			r.must(cancel())
			c.ends(cancelled, sysv.EINTR)
			equal(c, "GETNCNT", p.ctl(id, 0, sysv.GETNCNT), 1)
			p.must(op(id, 0, 1))
			c.ends(last, 0)
		}},
	}
}

package sysvtest

import (
	"time"

	"ipclua/sysv"
)

func operationCases() []Case {
	return []Case{
		{"semop: V and P that need not wait", func(c *C) {
			p := c.process()
			id := p.set(key, 0)
			p.must(op(id, 0, 5))
			p.must(op(id, 0, -2))
			equal(c, "values", p.values(id), "[3]")
			equal(c, "otime is set", p.semStat(id).Otime != 0, true)
		}},
		{"semop: an array is all or nothing", func(c *C) {
			p := c.process()
			id := p.set(key, 1, 0)
			p.refuse(sysv.EAGAIN, op(id, 0, -1, 1, -1).with(nowait))
			equal(c, "values", p.values(id), "[1 0]")
			p.must(op(id, 1, 1, 1, -1, 0, -1))
			equal(c, "values", p.values(id), "[0 0]")
		}},
		{"semop: the operations of an array come in order", func(c *C) {
			p := c.process()
			id := p.set(key, 0)
			p.must(op(id, 0, 1, 0, -1, 0, 0))
			p.must(op(id, 0, 2, 0, -1, 0, -1))
			p.refuse(sysv.EAGAIN, op(id, 0, 1, 0, -1, 0, -1).with(nowait))
			p.refuse(sysv.EAGAIN, op(id, 0, -1, 0, 1).with(nowait))
			p.must(op(id, 0, 0, 0, 1))
			p.refuse(sysv.EAGAIN, op(id, 0, 0, 0, 1).with(nowait))
			equal(c, "values", p.values(id), "[1]")
		}},
		{"semop: waiting for zero on zero does not wait, and sets otime", func(c *C) {
			p := c.process()
			id := p.newSet(key, 1, create)
			p.must(op(id, 0, 0))
			equal(c, "otime is set", p.semStat(id).Otime != 0, true)
		}},
		{"semop: a failure changes neither values nor otime", func(c *C) {
			p := c.process()
			id := p.set(key, 1, 0)
			p.refuse(sysv.EAGAIN, op(id, 0, -1, 1, -1).with(nowait))
			p.refuse(sysv.EAGAIN, op(id, 0, -1, 1, -1).within(time.Millisecond))
			p.refuse(sysv.ERANGE, op(id, 0, 1, 1, 32767, 1, 1))
			p.refuse(sysv.EFBIG, op(id, 0, 1, 2, 1))
			equal(c, "values", p.values(id), "[1 0]")
			equal(c, "otime", p.semStat(id).Otime, 0)
		}},
		{"semop: a new set gets values and otime in one step", func(c *C) {
			p := c.process()
			id := p.newSet(key, 3, create)
			p.must(op(id, 0, 1, 1, 0, 2, 7))
			equal(c, "values", p.values(id), "[1 0 7]")
			equal(c, "otime is set", p.semStat(id).Otime != 0, true)
		}},
		{"semop: IPC_NOWAIT that would wait (EAGAIN)", func(c *C) {
			p := c.process()
			id := p.set(key, 0, 1)
			p.refuse(sysv.EAGAIN, op(id, 0, -1).with(nowait))
			p.refuse(sysv.EAGAIN, op(id, 1, 0).with(nowait))
			p.refuse(sysv.EAGAIN, op(id, 1, -32768).with(nowait))
		}},
		{"semop: beyond SEMVMX (ERANGE), if only in between", func(c *C) {
			p := c.process()
			id := p.set(key, 32767)
			p.refuse(sysv.ERANGE, op(id, 0, 1))
			p.refuse(sysv.ERANGE, op(id, 0, 1, 0, -1))
			p.refuse(sysv.ERANGE, op(id, 0, 32767).with(nowait))
			p.must(op(id, 0, -1, 0, 1))
			equal(c, "values", p.values(id), "[32767]")
		}},
		{"semop: no such semaphore (EFBIG), no such set, no operations (EINVAL)", func(c *C) {
			p := c.process()
			id := p.set(key, 1, 1)
			p.refuse(sysv.EFBIG, op(id, 2, 1))
			p.refuse(sysv.EFBIG, op(id, 0, -1, 65535, 1))
			p.refuse(sysv.EFBIG, op(id, 0, -2, 2, 1)) // though the first would wait
			for _, bad := range []int{-1, id + 1, 1 << 40} {
				p.refuse(sysv.EINVAL, op(bad, 0, 1))
				p.refuse(sysv.EINVAL, op(bad, 0, -1))
				p.refuse(sysv.EINVAL, op(bad, 0, -1).with(sysv.SEM_UNDO))
			}
			p.refuse(sysv.EINVAL, op(id))
			p.refuse(sysv.EINVAL, op(id).within(time.Minute))
			equal(c, "values", p.values(id), "[1 1]")
		}},
		{"semop: more operations than SEMOPM (E2BIG)", func(c *C) {
			p := c.process()
			id := p.set(key, 0)
			most := p.semLimits().Semopm
			ops := make([]int, 0, 2*most+2)
			for range most {
				ops = append(ops, 0, 1)
			}
			p.must(op(id, ops...))
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), most)
			p.refuse(sysv.E2BIG, op(id, append(ops, 0, 1)...))
			p.refuse(sysv.E2BIG, op(id+1, append(ops, 0, 1)...)) // before it looks for the set
		}},
		{"semtimedop: the time is over (EAGAIN), and the waiter is gone", func(c *C) {
			p := c.process()
			id := p.set(key, 0, 1)
			p.refuse(sysv.EAGAIN, op(id, 0, -1).within(10*time.Millisecond))
			p.refuse(sysv.EAGAIN, op(id, 1, 0).within(10*time.Millisecond))
			p.refuse(sysv.EAGAIN, op(id, 0, -1).within(1))
			equal(c, "GETNCNT", p.ctl(id, 0, sysv.GETNCNT), 0)
			equal(c, "GETZCNT", p.ctl(id, 1, sysv.GETZCNT), 0)
			p.must(op(id, 0, 1))
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 1)
		}},
		{"semtimedop: no time at all is as IPC_NOWAIT", func(c *C) {
			p := c.process()
			id := p.set(key, 0, 1)
			p.refuse(sysv.EAGAIN, op(id, 0, -1).within(0))
			p.refuse(sysv.EAGAIN, op(id, 1, 0).within(0))
			p.must(op(id, 1, -1, 0, 0).within(0))
			p.must(op(id, 1, 0).within(1))
			equal(c, "values", p.values(id), "[0 0]")
		}},
		{"semop: under a context that has ended what can be done is, the rest is not (EINTR)", func(c *C) {
			p := c.process()
			id := p.set(key, 1)
			p.must(op(id, 0, -1).ended())
			p.refuse(sysv.EINTR, op(id, 0, -1).ended())
			p.refuse(sysv.EINTR, op(id, 0, -1).ended().within(time.Minute))
			p.refuse(sysv.EAGAIN, op(id, 0, -1).ended().with(nowait))
			p.refuse(sysv.EFBIG, op(id, 1, -1).ended())
			equal(c, "GETNCNT", p.ctl(id, 0, sysv.GETNCNT), 0)
		}},
	}
}

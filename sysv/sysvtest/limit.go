package sysvtest

import (
	"strings"

	"ipclua/sysv"
)

func limitCases() []Case {
	cases := []Case{
		{"shmget: larger than SHMMAX (EINVAL)", func(c *C) {
			p := c.process()
			c.system.SetLimit(c.T, "shmmax", 1<<20)
			p.refuse(sysv.EINVAL, shmget(key, 1<<20+1, create))
			p.segment(key, 1<<20, create)
		}},
		{"shmget: more than SHMALL pages in all (ENOSPC)", func(c *C) {
			p := c.process()
			c.system.SetLimit(c.T, "shmall", 2)
			p.segment(key, 1, create)
			id := p.segment(key+1, 1, create)
			p.refuse(sysv.ENOSPC, shmget(key+2, 1, create))
			p.must(remove("shmctl", id))
			p.segment(key+2, 1, create)
		}},
		{"semget: more than SEMMSL semaphores in a set (EINVAL)", func(c *C) {
			p := c.process()
			c.system.SetLimit(c.T, "semmsl", 4)
			equal(c, "semmsl", p.semLimits().Semmsl, 4)
			p.refuse(sysv.EINVAL, semget(key, 5, create))
			p.newSet(key, 4, create)
		}},
		{"semget: more than SEMMNS semaphores in all (ENOSPC)", func(c *C) {
			p := c.process()
			c.system.SetLimit(c.T, "semmns", 5)
			p.newSet(key, 3, create)
			p.refuse(sysv.ENOSPC, semget(key+1, 3, create))
			p.newSet(key+1, 2, create)
		}},
		{"semop: more than SEMOPM operations (E2BIG)", func(c *C) {
			p := c.process()
			id := p.newSet(key, 1, create)
			c.system.SetLimit(c.T, "semopm", 2)
			p.must(op(id, 0, 1, 0, 1))
			p.refuse(sysv.E2BIG, op(id, 0, 1, 0, 1, 0, 1))
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 2)
		}},
		{"msgsnd: longer than MSGMAX (EINVAL)", func(c *C) {
			p := c.process()
			id := p.queue(key, create)
			p.must(send(id, 1, "a long one"))
			c.system.SetLimit(c.T, "msgmax", 4)
			p.refuse(sysv.EINVAL, send(id, 1, "12345"))
			p.must(send(id, 1, "1234"))
			p.gets("1 a long one", receive(id, 0)) // what is there stays
		}},
		{"msgget: a new queue holds MSGMNB bytes, an old one what it held", func(c *C) {
			p := c.process()
			old := p.queue(key, create)
			before := p.msgStat(old).Qbytes
			c.system.SetLimit(c.T, "msgmnb", 5)
			id := p.queue(key+1, create)
			equal(c, "qbytes", p.msgStat(id).Qbytes, 5)
			equal(c, "qbytes of the old", p.msgStat(old).Qbytes, before)
			p.must(send(id, 1, "12345"))
			p.refuse(sysv.EAGAIN, send(id, 1, "6").flags(nowait))
		}},
	}
	for _, k := range kinds() {
		limit := k.name + "mni"
		cases = append(cases, Case{k.name + "get: " + strings.ToUpper(limit) + " objects exist (ENOSPC)", func(c *C) {
			p := c.process()
			c.system.SetLimit(c.T, limit, 2)
			k.object(p, key, create)
			last := k.object(p, sysv.IPC_PRIVATE, create)
			p.refuse(sysv.ENOSPC, k.get(key+1, create))
			p.refuse(sysv.ENOSPC, k.get(sysv.IPC_PRIVATE, create))
			p.refuse(sysv.EEXIST, k.get(key, create))
			p.must(k.get(key, 0))
			p.must(k.remove(last))
			k.object(p, key+1, create)
		}})
	}
	return cases
}

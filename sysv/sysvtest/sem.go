package sysvtest

import "ipclua/sysv"

func setCases() []Case {
	return []Case{
		{"semget: no more semaphores than the existing set has, fewer or 0 find it", func(c *C) {
			p := c.process()
			id := p.newSet(key, 2, create)
			for n := range 3 {
				equal(c, "id", p.must(semget(key, n, sysv.IPC_CREAT|0o600)).N, id)
			}
			p.refuse(sysv.EINVAL, semget(key, 3, 0))
			equal(c, "nsems", p.semStat(id).Nsems, 2)
		}},
		{"semget: a new set of none, any of a negative number or more than SEMMSL (EINVAL)", func(c *C) {
			p := c.process()
			p.refuse(sysv.EINVAL, semget(key, 0, create))
			most := p.semLimits().Semmsl
			p.newSet(key+1, 1, create)
			for _, n := range []int{-1, most + 1, 1 << 40} {
				for _, k := range []sysv.Key{key, key + 1, sysv.IPC_PRIVATE} { // before it looks for the set
					p.refuse(sysv.EINVAL, semget(k, n, 0))
					p.refuse(sysv.EINVAL, semget(k, n, create))
				}
			}
		}},
		{"semget: a new set is zero, and never operated on", func(c *C) {
			p := c.process()
			id := p.newSet(key, 3, create)
			equal(c, "values", p.values(id), "[0 0 0]")
			ds := p.semStat(id)
			equal(c, "nsems", ds.Nsems, 3)
			equal(c, "otime", ds.Otime, 0)
			equal(c, "ctime is set", ds.Ctime != 0, true)
			for num := range 3 {
				for _, cmd := range []int{sysv.GETVAL, sysv.GETPID, sysv.GETNCNT, sysv.GETZCNT} {
					equal(c, "GETVAL, GETPID, GETNCNT, GETZCNT", p.ctl(id, num, cmd), 0)
				}
			}
		}},
		{"semctl: SETVAL, SETALL, GETVAL, GETALL", func(c *C) {
			p := c.process()
			id := p.set(key, 1, 2, 3)
			equal(c, "SETVAL gives", p.must(setval(id, 1, 32767)).N, 0)
			equal(c, "values", p.values(id), "[1 32767 3]")
			equal(c, "GETVAL", p.ctl(id, 1, sysv.GETVAL), 32767)
			equal(c, "otime is left alone", p.semStat(id).Otime, 0)
		}},
		{"semctl: values out of range (ERANGE), looked at before the set for SETVAL", func(c *C) {
			p := c.process()
			id := p.set(key, 1, 2)
			for _, v := range []int{-1, 32768, 1 << 40, -1 << 40} {
				p.refuse(sysv.ERANGE, setval(id, 0, v))
				p.refuse(sysv.ERANGE, setval(id, 99, v))
				p.refuse(sysv.ERANGE, setval(id+1, 0, v))
			}
			p.refuse(sysv.ERANGE, semctl(id, 0, sysv.SETALL, []uint16{7, 32768}))
			p.refuse(sysv.ERANGE, semctl(id, 0, sysv.SETALL, []uint16{65535, 7}))
			p.refuse(sysv.EINVAL, semctl(id+1, 0, sysv.SETALL, []uint16{65535, 7}))
			equal(c, "values", p.values(id), "[1 2]")
		}},
		{"semctl: SETALL of another length (EINVAL)", func(c *C) {
			p := c.process()
			id := p.set(key, 1, 2)
			for _, values := range [][]uint16{{}, {1}, {1, 2, 3}} {
				p.refuse(sysv.EINVAL, semctl(id, 0, sysv.SETALL, values))
			}
			equal(c, "values", p.values(id), "[1 2]")
		}},
		{"semctl: no such semaphore or set (EINVAL)", func(c *C) {
			p := c.process()
			id := p.set(key, 1, 2)
			for _, cmd := range []int{sysv.GETVAL, sysv.GETPID, sysv.GETNCNT, sysv.GETZCNT} {
				for _, num := range []int{2, -1, 1 << 40} {
					p.refuse(sysv.EINVAL, semctl(id, num, cmd, nil))
				}
				p.refuse(sysv.EINVAL, semctl(id+1, 0, cmd, nil))
				p.refuse(sysv.EINVAL, semctl(-1, 0, cmd, nil))
			}
			for _, num := range []int{2, -1, 1 << 40} {
				p.refuse(sysv.EINVAL, setval(id, num, 1))
			}
			equal(c, "values", p.values(id), "[1 2]")
		}},
		{"semctl: the semaphore's number is nothing to what concerns the set", func(c *C) {
			p := c.process()
			id := p.set(key, 1, 2)
			p.must(semctl(id, 99, sysv.GETALL, new([]uint16)))
			p.must(semctl(id, -1, sysv.SETALL, []uint16{3, 4}))
			p.must(semctl(id, 99, sysv.IPC_STAT, new(sysv.SemidDS)))
			p.must(semctl(id, 99, sysv.IPC_INFO, new(sysv.SemLimits)))
			equal(c, "values", p.values(id), "[3 4]")
			p.must(semctl(id, 99, sysv.IPC_RMID, nil))
		}},
		{"semctl: the wrong argument for the values (EFAULT)", func(c *C) {
			p := c.process()
			id := p.set(key, 1)
			for _, cmd := range []int{sysv.SETVAL, sysv.SETALL, sysv.GETALL} {
				p.refuse(sysv.EFAULT, semctl(id, 0, cmd, nil))
				p.refuse(sysv.EFAULT, semctl(id, 0, cmd, new(sysv.SemidDS)))
			}
			p.refuse(sysv.EFAULT, semctl(id, 0, sysv.SETVAL, []uint16{1}))
			p.refuse(sysv.EFAULT, semctl(id, 0, sysv.SETALL, 1))
			p.refuse(sysv.EFAULT, semctl(id, 0, sysv.GETVAL, 1))
		}},
		// POSIX wants GETPID of semop alone; Linux counts setting too.
		{"semctl: GETPID is the last to operate or to set, not to fail", func(c *C) {
			p, q := c.process(), c.process()
			id := p.newSet(key, 2, create)
			q.must(op(id, 0, 1))
			equal(c, "GETPID after semop", p.ctl(id, 0, sysv.GETPID), q.Pid())
			equal(c, "GETPID of the other", p.ctl(id, 1, sysv.GETPID), 0)
			p.must(setval(id, 0, 5))
			equal(c, "GETPID after SETVAL", p.ctl(id, 0, sysv.GETPID), p.Pid())
			q.must(op(id, 1, 0))
			equal(c, "GETPID after a wait for zero", p.ctl(id, 1, sysv.GETPID), q.Pid())
			p.must(semctl(id, 0, sysv.SETALL, []uint16{1, 1}))
			equal(c, "GETPID after SETALL", p.ctl(id, 1, sysv.GETPID), p.Pid())
			q.refuse(sysv.EAGAIN, op(id, 0, -1, 1, -2).with(nowait))
			q.refuse(sysv.ERANGE, setval(id, 0, -1))
			equal(c, "GETPID after failures", p.ctl(id, 0, sysv.GETPID), p.Pid())
		}},
		{"semctl: GETPID is the last to operate even when it is gone", func(c *C) {
			p, q := c.process(), c.process()
			id := p.set(key, 1)
			q.must(op(id, 0, 1))
			q.Kill()
			equal(c, "GETPID", p.ctl(id, 0, sysv.GETPID), q.Pid())
		}},
	}
}

package sysvtest

import "ipclua/sysv"

func segmentCases() []Case {
	return []Case{
		{"shmget: smaller than the existing one, or 0, finds it; larger does not (EINVAL)", func(c *C) {
			p, q := c.process(), c.process()
			id := p.segment(key, 100, create)
			equal(c, "id with size 0", q.must(shmget(key, 0, 0)).N, id)
			equal(c, "id with a smaller size", q.must(shmget(key, 50, 0)).N, id)
			q.refuse(sysv.EINVAL, shmget(key, 101, 0))
			q.refuse(sysv.EINVAL, shmget(key, 8192, sysv.IPC_CREAT|0o600))
			equal(c, "size", p.shmStat(id).Segsz, 100)
		}},
		{"shmget: a new one of size 0, or of more than can be addressed (EINVAL)", func(c *C) {
			p := c.process()
			p.refuse(sysv.EINVAL, shmget(key, 0, create))
			p.refuse(sysv.EINVAL, shmget(sysv.IPC_PRIVATE, 0, 0o600))
			p.refuse(sysv.EINVAL, shmget(key, -1, create))     // 2^64-1
			p.refuse(sysv.EINVAL, shmget(key, -1<<63, create)) // 2^63
		}},
		{"shmget: more memory than there is (ENOMEM), except with SHM_NORESERVE", func(c *C) {
			p := c.process()
			a := p.Do(shmget(key, 1<<50, create))
			if a.Errno == 0 {
				p.must(remove("shmctl", a.N))
				c.Skip("this machine promises any memory (vm.overcommit_memory)")
			}
			shmget(key, 1<<50, create).check(c, a, sysv.ENOMEM)
			equal(c, "size", p.shmStat(p.segment(key, 1<<50, create|sysv.SHM_NORESERVE)).Segsz, 1<<50)
		}},
		{"shmctl: IPC_STAT of a new segment", func(c *C) {
			p, q := c.process(), c.process()
			ds := q.shmStat(p.segment(key, 100, create))
			equal(c, "size", ds.Segsz, 100)
			equal(c, "nattch", ds.Nattch, 0)
			equal(c, "cpid", ds.Cpid, p.Pid())
			equal(c, "lpid", ds.Lpid, 0)
			equal(c, "atime", ds.Atime, 0)
			equal(c, "dtime", ds.Dtime, 0)
			equal(c, "ctime is set", ds.Ctime != 0, true)
		}},
		{"shmctl: attaching and detaching show in IPC_STAT", func(c *C) {
			p, q := c.process(), c.process()
			id := p.segment(key, 100, create)
			q.attach(id, 0)
			m := q.attach(id, sysv.SHM_RDONLY)
			ds := p.shmStat(id)
			equal(c, "nattch", ds.Nattch, 2)
			equal(c, "lpid", ds.Lpid, q.Pid())
			equal(c, "atime is set", ds.Atime != 0, true)
			equal(c, "dtime", ds.Dtime, 0)
			p.attach(id, 0)
			equal(c, "lpid", p.shmStat(id).Lpid, p.Pid())
			q.must(shmdt(m))
			ds = p.shmStat(id)
			equal(c, "nattch after shmdt", ds.Nattch, 2)
			equal(c, "lpid after shmdt", ds.Lpid, q.Pid())
			equal(c, "dtime is set", ds.Dtime != 0, true)
			equal(c, "cpid", ds.Cpid, p.Pid())
		}},
		{"shmctl: a process that exits or is killed is detached, and the last", func(c *C) {
			p := c.process()
			id := p.segment(key, 100, create)
			for _, end := range []func(*P){func(q *P) { q.Exit() }, func(q *P) { q.Kill() }} {
				q := c.process()
				q.attach(id, 0)
				q.attach(id, sysv.SHM_RDONLY)
				end(q)
				ds := p.shmStat(id)
				equal(c, "nattch", ds.Nattch, 0)
				equal(c, "lpid", ds.Lpid, q.Pid())
				equal(c, "dtime is set", ds.Dtime != 0, true)
			}
		}},
		{"shmctl: the bytes outlive the process that wrote them", func(c *C) {
			p, q := c.process(), c.process()
			id := p.segment(key, 100, create)
			p.must(write(p.attach(id, 0), 0, "kept"))
			p.Exit()
			equal(c, "the bytes", string(q.must(read(q.attach(id, 0), 0, 4)).Text), "kept")
		}},
		{"shmctl: IPC_SET does not change the size", func(c *C) {
			p := c.process()
			id := p.segment(key, 100, create)
			ds := p.shmStat(id)
			ds.Segsz, ds.Cpid, ds.Nattch = 5, 1, 7
			p.must(shmctl(id, sysv.IPC_SET, &ds))
			now := p.shmStat(id)
			equal(c, "size", now.Segsz, 100)
			equal(c, "cpid", now.Cpid, p.Pid())
			equal(c, "nattch", now.Nattch, 0)
		}},
		{"shmctl: IPC_SET that forbids all leaves those who are attached alone", func(c *C) {
			p, q := c.process(), c.process()
			id := p.segment(key, 100, create)
			m := q.attach(id, 0)
			ds := p.shmStat(id)
			ds.Perm.Mode = 0
			p.must(shmctl(id, sysv.IPC_SET, &ds))
			q.must(write(m, 0, "x"))
		}},
		{"shmctl: removed while attached, it lives until the last detach", func(c *C) {
			p, q := c.process(), c.process()
			id := p.segment(key, 100, create)
			m := p.attach(id, 0)
			p.must(remove("shmctl", id))
			ds := p.shmStat(id)
			equal(c, "mode with SHM_DEST", ds.Perm.Mode, 0o600|sysv.SHM_DEST)
			equal(c, "key", ds.Perm.Key, sysv.IPC_PRIVATE)
			equal(c, "nattch", ds.Nattch, 1)
			p.refuse(sysv.ENOENT, shmget(key, 0, 0))
			other := p.segment(key, 100, create)
			equal(c, "the key's size", p.shmStat(other).Segsz, 100)
			n := q.attach(id, 0) // Linux lets others in by the id
			q.must(write(n, 0, "x"))
			equal(c, "the byte", string(p.must(read(m, 0, 1)).Text), "x")
			p.must(shmdt(m))
			q.must(read(n, 0, 1))
			q.Kill()
			p.refuse(sysv.EINVAL, shmat(id, 0, 0))
			p.refuse(sysv.EINVAL, shmctl(id, sysv.IPC_STAT, new(sysv.ShmidDS)))
		}},
		{"shmctl: IPC_RMID again, IPC_SET and SHM_LOCK succeed while it is attached", func(c *C) {
			p := c.process()
			id := p.segment(key, 100, create)
			m := p.attach(id, 0)
			p.must(remove("shmctl", id))
			p.must(remove("shmctl", id))
			p.must(shmctl(id, sysv.SHM_LOCK, nil))
			ds := p.shmStat(id)
			ds.Perm.Mode = 0o644
			p.must(shmctl(id, sysv.IPC_SET, &ds))
			equal(c, "mode", p.shmStat(id).Perm.Mode, 0o644|sysv.SHM_DEST|sysv.SHM_LOCKED)
			p.must(shmdt(m))
			p.refuse(sysv.EINVAL, remove("shmctl", id))
		}},
		{"shmctl: SHM_LOCK and SHM_UNLOCK show in the mode", func(c *C) {
			p := c.process()
			id := p.segment(key, 100, create)
			p.must(shmctl(id, sysv.SHM_UNLOCK, nil))
			p.must(shmctl(id, sysv.SHM_LOCK, nil))
			p.must(shmctl(id, sysv.SHM_LOCK, nil))
			equal(c, "mode", p.shmStat(id).Perm.Mode, 0o600|sysv.SHM_LOCKED)
			p.must(shmctl(id, sysv.SHM_UNLOCK, nil))
			equal(c, "mode", p.shmStat(id).Perm.Mode, 0o600)
		}},
	}
}

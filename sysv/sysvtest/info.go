package sysvtest

import "ipclua/sysv"

func infoCases() []Case {
	return []Case{
		{"IPC_INFO: the limits", func(c *C) {
			p := c.process()
			shm := *p.must(shmctl(0, sysv.IPC_INFO, new(sysv.ShmLimits))).Buf.ShmLimits
			sem, msg := p.semLimits(), p.msgLimits()
			equal(c, "shmmin", shm.Shmmin, 1)
			equal(c, "shmseg", shm.Shmseg, shm.Shmmni)
			equal(c, "shmmax, shmmni, shmall are positive", shm.Shmmax > 0 && shm.Shmmni > 0 && shm.Shmall > 0, true)
			equal(c, "semvmx", sem.Semvmx, 32767)
			equal(c, "semaem", sem.Semaem, 32767)
			equal(c, "semusz", sem.Semusz, 20)
			equal(c, "semume", sem.Semume, 500)
			equal(c, "semmap", sem.Semmap, sem.Semmns)
			equal(c, "semmnu", sem.Semmnu, sem.Semmns)
			equal(c, "semmsl, semmns, semopm, semmni are positive", sem.Semmsl > 0 && sem.Semmns > 0 && sem.Semopm > 0 && sem.Semmni > 0, true)
			equal(c, "msgssz", msg.Msgssz, 16)
			equal(c, "msgseg", msg.Msgseg, 0xffff)
			equal(c, "msgmax, msgmnb, msgmni are positive", msg.Msgmax > 0 && msg.Msgmnb > 0 && msg.Msgmni > 0, true)
		}},
		{"SHM_INFO: how many segments, of how many pages", func(c *C) {
			p := c.process()
			usage := func() sysv.ShmUsage { return *p.must(shmctl(0, sysv.SHM_INFO, new(sysv.ShmUsage))).Buf.ShmUsage }
			before := usage()
			one := p.segment(key, 1, create)
			page := usage().ShmTot - before.ShmTot
			equal(c, "pages of one byte", page, 1)
			id := p.segment(key+1, 1<<20, create)
			now := usage()
			equal(c, "used_ids", now.UsedIDs, before.UsedIDs+2)
			pages := now.ShmTot - before.ShmTot - 1
			equal(c, "shm_tot", pages == 1<<20/4096 || pages == 1<<20/16384 || pages == 1<<20/65536, true)
			equal(c, "shm_rss, shm_swp", now.ShmRss+now.ShmSwp, before.ShmRss+before.ShmSwp)
			p.must(write(p.attach(id, 0), 0, "x"))
			equal(c, "shm_rss and shm_swp after a write", usage().ShmRss+usage().ShmSwp, before.ShmRss+before.ShmSwp+1)
			p.must(remove("shmctl", one))
			p.must(remove("shmctl", id)) // is attached, so it counts still
			equal(c, "used_ids", usage().UsedIDs, before.UsedIDs+1)
			equal(c, "shm_tot", usage().ShmTot, before.ShmTot+pages)
		}},
		{"SEM_INFO: how many sets, of how many semaphores", func(c *C) {
			p := c.process()
			usage := func() sysv.SemLimits { return *p.must(semctl(0, 0, sysv.SEM_INFO, new(sysv.SemLimits))).Buf.SemLimits }
			before := usage()
			p.set(key, 1, 2, 3)
			id := p.set(key+1, 1)
			equal(c, "sets", usage().Semusz, before.Semusz+2)
			equal(c, "semaphores", usage().Semaem, before.Semaem+4)
			p.must(remove("semctl", id))
			limits := p.semLimits()
			limits.Semusz, limits.Semaem = before.Semusz+1, before.Semaem+3
			equal(c, "all of it", usage(), limits)
		}},
		{"MSG_INFO: how many queues, messages and bytes", func(c *C) {
			p := c.process()
			usage := func() sysv.MsgLimits { return *p.must(msgctl(0, sysv.MSG_INFO, new(sysv.MsgLimits))).Buf.MsgLimits }
			before := usage()
			id := p.queue(key, create)
			other := p.queue(key+1, create)
			p.must(send(id, 1, "abc"))
			p.must(send(id, 1, "de"))
			p.must(send(other, 1, "f"))
			p.gets("1 abc", receive(id, 0))
			limits := p.msgLimits()
			limits.Msgpool, limits.Msgmap, limits.Msgtql = before.Msgpool+2, before.Msgmap+2, before.Msgtql+3
			equal(c, "all of it", usage(), limits)
			p.must(remove("msgctl", id))
			equal(c, "messages", usage().Msgmap, before.Msgmap+1)
			equal(c, "bytes", usage().Msgtql, before.Msgtql+1)
		}},
	}
}

package sysvtest

import (
	"fmt"
	"time"

	"ipclua/sysv"
)

// later waits until the kernel's clock of whole seconds has gone on.
func (p *P) later() {
	p.c.Helper()
	clock := p.newSet(sysv.IPC_PRIVATE, 1, create)
	now := func() int64 {
		p.refuse(sysv.EAGAIN, op(clock, 0, -1).within(20*time.Millisecond))
		p.must(setval(clock, 0, 0))
		return p.semStat(clock).Ctime
	}
	first := now()
	p.c.await("the next second", func() bool { return now() > first })
}

// since tells which of some times changed.
type since []int64

func (before since) changed(after ...int64) string {
	changed := make([]bool, len(after))
	for i := range after {
		changed[i] = after[i] != before[i]
	}
	return fmt.Sprint(changed)
}

// timeCases is one case, so that a second has to pass twice only.
func timeCases() []Case {
	return []Case{{"stat: which call changes which time", func(c *C) {
		p := c.process()
		shm, sem, msg := p.segment(key, 100, create), p.set(key, 1, 0), p.queue(key, create)
		m := p.attach(shm, 0)
		p.must(op(sem, 0, 1))
		p.must(send(msg, 1, "x"))
		p.must(send(msg, 1, "y"))
		p.gets("1 x", receive(msg, 0))
		var before [3]since
		take := func() {
			s, t, u := p.shmStat(shm), p.semStat(sem), p.msgStat(msg)
			before = [3]since{{s.Atime, s.Dtime, s.Ctime}, {t.Otime, t.Ctime}, {u.Stime, u.Rtime, u.Ctime}}
		}
		compare := func(atime, dtime, ctime, otime, semCtime, stime, rtime, msgCtime bool) {
			c.Helper()
			s, t, u := p.shmStat(shm), p.semStat(sem), p.msgStat(msg)
			equal(c, "shm: atime, dtime, ctime changed", before[0].changed(s.Atime, s.Dtime, s.Ctime), fmt.Sprint([]bool{atime, dtime, ctime}))
			equal(c, "sem: otime, ctime changed", before[1].changed(t.Otime, t.Ctime), fmt.Sprint([]bool{otime, semCtime}))
			equal(c, "msg: stime, rtime, ctime changed", before[2].changed(u.Stime, u.Rtime, u.Ctime), fmt.Sprint([]bool{stime, rtime, msgCtime}))
			take()
		}
		take()
		next := p.newSet(key+1, 1, create)
		nextBefore := since{0, p.semStat(next).Ctime}

		p.later() // what only looks, or fails, changes none
		p.must(write(m, 0, "x"))
		p.must(shmctl(shm, sysv.SHM_LOCK, nil))
		p.values(sem)
		p.refuse(sysv.EAGAIN, op(sem, 0, -9).with(nowait))
		p.refuse(sysv.ERANGE, setval(sem, 0, -1))
		p.refuse(sysv.ENOMSG, receive(msg, 7).flags(nowait))
		for _, k := range kinds() {
			p.must(k.get(key, 0))
			p.must(k.ctl(0, k.info, k.usage()))
		}
		compare(false, false, false, false, false, false, false, false)

		other := p.attach(shm, sysv.SHM_RDONLY)
		p.must(op(sem, 0, 1))
		p.must(send(msg, 1, "z"))
		compare(true, false, false, true, false, true, false, false)
		p.must(shmdt(other))
		p.must(setval(sem, 0, 4))
		p.gets("1 y", receive(msg, 0))
		compare(false, true, false, false, true, false, true, false)
		p.must(kinds()[0].set(p, shm, func(*sysv.Perm) {}))
		p.must(kinds()[2].set(p, msg, func(*sysv.Perm) {}))
		compare(false, false, true, false, false, false, false, true)
		p.must(kinds()[1].set(p, next, func(*sysv.Perm) {}))
		ds := p.semStat(next)
		equal(c, "sem: otime, ctime changed", nextBefore.changed(ds.Otime, ds.Ctime), fmt.Sprint([]bool{false, true}))

		p.later()
		p.must(semctl(sem, 0, sysv.SETALL, []uint16{0, 0}))
		compare(false, false, false, false, true, false, false, false)
		p.must(op(sem, 0, 0))
		compare(false, false, false, true, false, false, false, false)
		p.must(remove("shmctl", shm)) // it is attached still
		compare(false, false, false, false, false, false, false, false)
	}}}
}

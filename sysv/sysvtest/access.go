package sysvtest

import (
	"time"

	"ipclua/sysv"
)

// accessCases are what permissions mean to the calls that use an object.
func accessCases() []Case {
	return []Case{
		{"shmat: reading and writing need their permissions (EACCES)", func(c *C) {
			p, q, r := c.processOf(owner), c.processOf(member), c.processOf(stranger)
			id := p.segment(key, 100, sysv.IPC_CREAT|0o640)
			p.attach(id, 0)
			q.attach(id, sysv.SHM_RDONLY)
			q.refuse(sysv.EACCES, shmat(id, 0, 0))
			r.refuse(sysv.EACCES, shmat(id, 0, sysv.SHM_RDONLY))
			p.refuse(sysv.EACCES, shmat(id, 0, sysv.SHM_EXEC))
			writable := p.segment(key+1, 100, sysv.IPC_CREAT|0o602)
			r.refuse(sysv.EACCES, shmat(writable, 0, 0)) // writing is also reading
			equal(c, "nattch", p.shmStat(id).Nattch, 2)
		}},
		{"shmat: a new permission does not reach who is attached", func(c *C) {
			p, q := c.processOf(owner), c.processOf(stranger)
			id := p.segment(key, 100, sysv.IPC_CREAT|0o666)
			m := q.attach(id, 0)
			ds := p.shmStat(id)
			ds.Perm.Mode = 0o600
			p.must(shmctl(id, sysv.IPC_SET, &ds))
			q.must(write(m, 0, "x"))
			q.refuse(sysv.EACCES, shmat(id, 0, 0))
			q.must(shmdt(m))
		}},
		{"shmctl: SHM_LOCK and SHM_UNLOCK are the owner's (EPERM)", func(c *C) {
			p, q := c.processOf(owner), c.processOf(stranger)
			id := p.segment(key, 100, sysv.IPC_CREAT|0o666)
			q.refuse(sysv.EPERM, shmctl(id, sysv.SHM_LOCK, nil))
			q.refuse(sysv.EPERM, shmctl(id, sysv.SHM_UNLOCK, nil))
			equal(c, "mode", p.shmStat(id).Perm.Mode, 0o666)
		}},
		{"shmctl: SHM_LOCK of more than RLIMIT_MEMLOCK (ENOMEM)", func(c *C) {
			p := c.processOf(owner)
			id := p.segment(key, 1<<50, create|sysv.SHM_NORESERVE)
			lock := shmctl(id, sysv.SHM_LOCK, nil)
			switch a := p.Do(lock); a.Errno {
			case 0:
				c.Skip("no limit on locked memory here (RLIMIT_MEMLOCK)")
			case sysv.EPERM:
				c.Skip("no locked memory allowed here (RLIMIT_MEMLOCK is 0)")
			default:
				lock.check(c, a, sysv.ENOMEM)
			}
			equal(c, "mode", p.shmStat(id).Perm.Mode, 0o600)
		}},
		{"shmget: SHM_HUGETLB needs a privilege (EPERM)", func(c *C) {
			p := c.processOf(stranger)
			r := shmget(key, 1, create|sysv.SHM_HUGETLB)
			a := p.Do(r)
			if a.Errno == sysv.EINVAL {
				c.Skip("this kernel has no huge pages (CONFIG_HUGETLBFS)")
			}
			r.check(c, a, sysv.EPERM)
		}},
		{"semop: to alter needs write, to wait for zero read permission (EACCES)", func(c *C) {
			p, q, r := c.processOf(owner), c.processOf(member), c.processOf(stranger)
			id := p.newSet(key, 1, sysv.IPC_CREAT|0o642)
			q.must(op(id, 0, 0))
			q.refuse(sysv.EACCES, op(id, 0, 1))
			q.refuse(sysv.EACCES, op(id, 0, -1))
			q.refuse(sysv.EACCES, op(id, 0, 0, 0, 1))
			q.refuse(sysv.EFBIG, op(id, 1, 1)) // before permissions
			r.refuse(sysv.EACCES, op(id, 0, 0))
			r.must(op(id, 0, 1))
			r.must(op(id, 0, -1, 0, 0)) // who alters need not be allowed to read
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 0)
		}},
		{"semctl: to look needs read, to set write permission (EACCES)", func(c *C) {
			p, q, r := c.processOf(owner), c.processOf(member), c.processOf(stranger)
			id := p.newSet(key, 2, sysv.IPC_CREAT|0o642)
			for _, cmd := range []int{sysv.GETVAL, sysv.GETPID, sysv.GETNCNT, sysv.GETZCNT} {
				equal(c, "GETVAL and its like", q.ctl(id, 0, cmd), 0)
				r.refuse(sysv.EACCES, semctl(id, 0, cmd, nil))
			}
			equal(c, "values", q.values(id), "[0 0]")
			r.refuse(sysv.EACCES, semctl(id, 0, sysv.GETALL, new([]uint16)))
			q.refuse(sysv.EACCES, setval(id, 0, 1))
			q.refuse(sysv.EACCES, semctl(id, 0, sysv.SETALL, []uint16{1, 1}))
			r.must(setval(id, 0, 3))
			r.must(semctl(id, 0, sysv.SETALL, []uint16{4, 5}))
			r.refuse(sysv.EINVAL, semctl(id, 0, sysv.SETALL, []uint16{4}))
			equal(c, "values", p.values(id), "[4 5]")
		}},
		{"semop: a new permission does not reach who waits", func(c *C) {
			p, q := c.processOf(owner), c.processOf(stranger)
			id := p.newSet(key, 1, sysv.IPC_CREAT|0o666)
			call := q.begin(op(id, 0, -1))
			c.waits(p, id, 0, 1)
			ds := p.semStat(id)
			ds.Perm.Mode = 0o600
			p.must(semctl(id, 0, sysv.IPC_SET, &ds))
			p.must(op(id, 0, 1))
			c.ends(call, 0)
			q.refuse(sysv.EACCES, op(id, 0, 1))
		}},
		{"SEM_UNDO: is done even without permission", func(c *C) {
			p, q := c.processOf(owner), c.processOf(stranger)
			id := p.newSet(key, 1, sysv.IPC_CREAT|0o666)
			p.must(setval(id, 0, 5))
			q.must(op(id, 0, -1).with(sysv.SEM_UNDO))
			ds := p.semStat(id)
			ds.Perm.Mode = 0o600
			p.must(semctl(id, 0, sysv.IPC_SET, &ds))
			q.Kill()
			equal(c, "value", p.ctl(id, 0, sysv.GETVAL), 5)
		}},
		{"msgsnd, msgrcv: write and read permission (EACCES)", func(c *C) {
			p, q, r := c.processOf(owner), c.processOf(member), c.processOf(stranger)
			id := p.queue(key, sysv.IPC_CREAT|0o642)
			p.must(send(id, 1, "x"))
			q.refuse(sysv.EACCES, send(id, 1, "y"))
			q.refuse(sysv.EINVAL, send(id, 0, "y")) // before permissions
			r.refuse(sysv.EACCES, receive(id, 0))
			r.refuse(sysv.EACCES, receive(id, 0).flags(nowait))
			r.must(send(id, 1, "z"))
			q.gets("1 x", receive(id, 0))
			q.gets("1 z", receive(id, 0))
			equal(c, "lrpid", p.msgStat(id).Lrpid, q.Pid())
		}},
		// Unlike a segment or a set, a queue looks again when IPC_SET wakes its waiters.
		{"msgrcv: a new permission reaches who waits (EACCES)", func(c *C) {
			p, q, r := c.processOf(owner), c.processOf(stranger), c.processOf(owner)
			id := p.queue(key, sysv.IPC_CREAT|0o666)
			out := q.sleeps(receive(id, 0))
			in := r.sleeps(receive(id, 0).within(time.Minute))
			ds := p.msgStat(id)
			ds.Perm.Mode = 0o600
			p.must(msgctl(id, sysv.IPC_SET, &ds))
			c.ends(out, sysv.EACCES)
			p.must(send(id, 1, "x"))
			equal(c, "the message", message(c.ends(in, 0)), "1 x")
		}},
		{"msgsnd: a new permission reaches who waits once there is room (EACCES)", func(c *C) {
			p, q := c.processOf(owner), c.processOf(stranger)
			id := p.queue(key, sysv.IPC_CREAT|0o666)
			p.allow(id, 1)
			call := q.sleeps(send(id, 1, "xy"))
			ds := p.msgStat(id)
			ds.Perm.Mode, ds.Qbytes = 0o600, 2
			p.must(msgctl(id, sysv.IPC_SET, &ds))
			c.ends(call, sysv.EACCES)
			equal(c, "qnum", p.msgStat(id).Qnum, 0)
		}},
		{"msgctl: more than MSGMNB bytes need a privilege (EPERM)", func(c *C) {
			p := c.processOf(owner)
			id := p.queue(key, create)
			ds := p.msgStat(id)
			ds.Qbytes++
			p.refuse(sysv.EPERM, msgctl(id, sysv.IPC_SET, &ds))
			equal(c, "qbytes", p.msgStat(id).Qbytes, ds.Qbytes-1)
			p.allow(id, 100)
			p.allow(id, ds.Qbytes-1)
		}},
		{"msgctl: more than MSGMNB bytes with the privilege", func(c *C) {
			p := c.process()
			id := p.queue(key, create)
			ds := p.msgStat(id)
			ds.Qbytes++
			if p.Do(msgctl(id, sysv.IPC_SET, &ds)).Errno == sysv.EPERM {
				c.Skip("who runs the tests has no CAP_SYS_RESOURCE")
			}
			equal(c, "qbytes", p.msgStat(id).Qbytes, ds.Qbytes)
		}},
	}
}

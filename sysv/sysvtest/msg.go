package sysvtest

import (
	"fmt"
	"math"
	"strings"
	"time"

	"ipclua/sysv"
)

// allow is IPC_SET of the bytes that a queue may hold.
func (p *P) allow(id int, qbytes uint64) {
	p.c.Helper()
	ds := p.msgStat(id)
	ds.Qbytes = qbytes
	p.must(msgctl(id, sysv.IPC_SET, &ds))
}

func queueCases() []Case {
	return []Case{
		{"msgctl: IPC_STAT of a new queue, and after messages", func(c *C) {
			p, q := c.process(), c.process()
			id := p.queue(key, create)
			ds := p.msgStat(id)
			equal(c, "qnum, cbytes", fmt.Sprint(ds.Qnum, ds.Cbytes), "0 0")
			equal(c, "stime, rtime, lspid, lrpid", fmt.Sprint(ds.Stime, ds.Rtime, ds.Lspid, ds.Lrpid), "0 0 0 0")
			equal(c, "qbytes", ds.Qbytes, uint64(p.msgLimits().Msgmnb))
			equal(c, "ctime is set", ds.Ctime != 0, true)
			p.must(send(id, 1, "abc"))
			p.must(send(id, 1, "de"))
			ds = p.msgStat(id)
			equal(c, "qnum, cbytes", fmt.Sprint(ds.Qnum, ds.Cbytes), "2 5")
			equal(c, "lspid, lrpid, rtime", fmt.Sprint(ds.Lspid, ds.Lrpid, ds.Rtime), fmt.Sprint(p.Pid(), 0, 0))
			q.must(receive(id, 0))
			ds = q.msgStat(id)
			equal(c, "qnum, cbytes", fmt.Sprint(ds.Qnum, ds.Cbytes), "1 2")
			equal(c, "lspid, lrpid", fmt.Sprint(ds.Lspid, ds.Lrpid), fmt.Sprint(p.Pid(), q.Pid()))
			equal(c, "times are set", ds.Stime != 0 && ds.Rtime != 0, true)
		}},
		{"msgctl: a failed call leaves no trace in IPC_STAT", func(c *C) {
			p, q := c.process(), c.process()
			id := p.queue(key, create)
			p.allow(id, 5)
			p.must(send(id, 1, "abc"))
			before := p.msgStat(id)
			q.refuse(sysv.EAGAIN, send(id, 1, "def").flags(nowait))
			q.refuse(sysv.EINVAL, send(id, 0, ""))
			q.refuse(sysv.ENOMSG, receive(id, 2).flags(nowait))
			q.refuse(sysv.E2BIG, receive(id, 0).room(2))
			equal(c, "msqid_ds", p.msgStat(id), before)
		}},
		{"msgctl: a queue holds as many bytes as it may, and as many messages", func(c *C) {
			p := c.process()
			id := p.queue(key, create)
			p.allow(id, 3)
			p.refuse(sysv.EAGAIN, send(id, 1, "four").flags(nowait)) // never fits
			p.must(send(id, 1, "abc"))
			p.must(send(id, 1, ""))
			p.must(send(id, 1, ""))
			p.refuse(sysv.EAGAIN, send(id, 1, "").flags(nowait))
			equal(c, "qnum", p.msgStat(id).Qnum, 3)
			p.allow(id, 2) // what is there stays
			p.gets("1 abc", receive(id, 0))
			p.refuse(sysv.EAGAIN, send(id, 1, "").flags(nowait))
			p.allow(id, 0)
			p.gets("1 ", receive(id, 0))
			p.gets("1 ", receive(id, 0))
			p.refuse(sysv.EAGAIN, send(id, 1, "").flags(nowait))
		}},
	}
}

func messageCases() []Case {
	return []Case{
		{"msgrcv: type 0 in order, a type, the lowest up to one, all but one", func(c *C) {
			p := c.process()
			id := p.queue(key, create)
			for i, mtype := range []int64{3, 1, 4, 1, 5, 2} {
				p.must(send(id, mtype, string(rune('a'+i))))
			}
			p.gets("3 a", receive(id, 0))
			p.gets("4 c", receive(id, 4))
			p.gets("1 b", receive(id, -3))
			p.gets("1 d", receive(id, -1))
			p.gets("2 f", receive(id, 5).flags(sysv.MSG_EXCEPT))
			p.refuse(sysv.ENOMSG, receive(id, -4).flags(nowait))
			p.refuse(sysv.ENOMSG, receive(id, 5).flags(sysv.MSG_EXCEPT|nowait))
			p.gets("5 e", receive(id, 5))
			p.refuse(sysv.ENOMSG, receive(id, 0).flags(nowait))
		}},
		{"msgrcv: a negative type wants the lowest, and of equals the first", func(c *C) {
			p := c.process()
			id := p.queue(key, create)
			for i, mtype := range []int64{4, 2, 3, 2} {
				p.must(send(id, mtype, string(rune('a'+i))))
			}
			p.gets("2 b", receive(id, -4))
			p.gets("2 d", receive(id, -4))
			p.gets("3 c", receive(id, math.MinInt64))
			p.refuse(sysv.ENOMSG, receive(id, -3).flags(nowait))
			p.gets("4 a", receive(id, -4))
		}},
		{"msgrcv: MSG_EXCEPT is nothing to type 0 and to negative ones", func(c *C) {
			p := c.process()
			id := p.queue(key, create)
			for i, mtype := range []int64{3, 1, 2} {
				p.must(send(id, mtype, string(rune('a'+i))))
			}
			p.gets("1 b", receive(id, -2).flags(sysv.MSG_EXCEPT))
			p.gets("3 a", receive(id, 0).flags(sysv.MSG_EXCEPT))
			p.gets("2 c", receive(id, -2).flags(sysv.MSG_EXCEPT))
		}},
		{"msgsnd: any bytes, also none, under any type from 1", func(c *C) {
			p, q := c.process(), c.process()
			id := p.queue(key, create)
			p.must(send(id, math.MaxInt64, ""))
			p.must(send(id, 1, "a\x00b\xff"))
			q.gets("9223372036854775807 ", receive(id, 0))
			q.gets("1 a\x00b\xff", receive(id, 0))
		}},
		{"msgsnd: messages outlive who sent them", func(c *C) {
			p, q := c.process(), c.process()
			id := q.queue(key, create)
			p.must(send(id, 1, "kept"))
			p.Kill()
			q.gets("1 kept", receive(id, 0))
		}},
		{"msgsnd: a type below 1, longer than MSGMAX, no such queue (EINVAL)", func(c *C) {
			p := c.process()
			id := p.queue(key, create)
			for _, mtype := range []int64{0, -1, math.MinInt64} {
				p.refuse(sysv.EINVAL, send(id, mtype, "x"))
			}
			most := p.msgLimits().Msgmax
			p.must(send(id, 1, strings.Repeat("x", most)))
			p.refuse(sysv.EINVAL, send(id, 1, strings.Repeat("x", most+1)))
			equal(c, "length", p.must(receive(id, 0).room(2*most)).N, most)
			for _, bad := range []int{-1, id + 1, 1 << 40} {
				p.refuse(sysv.EINVAL, send(bad, 1, "x"))
				p.refuse(sysv.EINVAL, receive(bad, 0))
				p.refuse(sysv.EINVAL, receive(bad, 0).flags(nowait))
			}
		}},
		{"msgrcv: longer than the room (E2BIG) it stays, or is cut with MSG_NOERROR", func(c *C) {
			p := c.process()
			id := p.queue(key, create)
			p.must(send(id, 1, "abcdef"))
			p.must(send(id, 1, "gh"))
			p.refuse(sysv.E2BIG, receive(id, 0).room(3))
			p.refuse(sysv.E2BIG, receive(id, 0).room(0))
			equal(c, "qnum", p.msgStat(id).Qnum, 2)
			p.gets("1 abc", receive(id, 0).room(3).flags(sysv.MSG_NOERROR))
			ds := p.msgStat(id)
			equal(c, "qnum, cbytes", fmt.Sprint(ds.Qnum, ds.Cbytes), "1 2")
			p.gets("1 ", receive(id, 0).room(0).flags(sysv.MSG_NOERROR))
			p.must(send(id, 1, ""))
			p.gets("1 ", receive(id, 0).room(0))
		}},
		{"msgrcv: MSG_COPY gives a message by its place, and leaves it and IPC_STAT", func(c *C) {
			p, q := c.process(), c.process()
			id := p.queue(key, create)
			p.must(send(id, 7, "a"))
			p.must(send(id, 8, "bcd"))
			before := p.msgStat(id)
			copied := func(i int64) Request { return receive(id, i).flags(sysv.MSG_COPY | nowait) }
			first := q.Do(copied(1))
			if first.Errno == sysv.ENOSYS {
				c.Skip("this kernel has no MSG_COPY (CONFIG_CHECKPOINT_RESTORE)")
			}
			equal(c, "the message", message(first), "8 bcd")
			q.gets("7 a", copied(0))
			q.refuse(sysv.ENOMSG, copied(2))
			q.refuse(sysv.ENOMSG, copied(-1))
			q.refuse(sysv.E2BIG, copied(1).room(2))
			q.refuse(sysv.EINVAL, copied(1).room(2).flags(sysv.MSG_NOERROR)) // the manual page has it cut
			q.refuse(sysv.EINVAL, receive(id, 0).flags(sysv.MSG_COPY))
			q.refuse(sysv.EINVAL, copied(0).flags(sysv.MSG_EXCEPT))
			equal(c, "msqid_ds", p.msgStat(id), before)
		}},
		{"msgsnd, msgrcv: the time is over (EAGAIN), IPC_NOWAIT (EAGAIN, ENOMSG), an ended context (EINTR)", func(c *C) {
			p := c.process()
			id := p.queue(key, create)
			p.allow(id, 3)
			for _, full := range []bool{false, true} {
				r, now := receive(id, 0), sysv.ENOMSG
				if full {
					p.must(send(id, 1, "abc"))
					r, now = send(id, 1, "d"), sysv.EAGAIN
				}
				p.refuse(now, r.flags(nowait))
				p.refuse(now, r.flags(nowait).ended())
				p.refuse(sysv.EAGAIN, r.within(10*time.Millisecond))
				p.refuse(sysv.EAGAIN, r.within(0))
				p.refuse(sysv.EINTR, r.ended())
				p.refuse(sysv.EINTR, r.ended().within(time.Minute))
			}
			p.gets("1 abc", receive(id, 0).ended())
			p.must(send(id, 1, "e").ended())
			p.gets("1 e", receive(id, 0).within(0))
			p.must(send(id, 1, "f").within(0))
		}},
	}
}

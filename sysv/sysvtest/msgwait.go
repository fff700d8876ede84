package sysvtest

import (
	"fmt"
	"time"

	"ipclua/sysv"
)

// sleeps begins a msgsnd or msgrcv that blocks.
func (p *P) sleeps(r Request) Pending {
	p.c.Helper()
	call := p.begin(r)
	p.c.await(r.String()+" sleeps", func() bool { return p.Sleeps(p.c.T, r.Call) })
	return call
}

func messageWaitCases() []Case {
	return []Case{
		{"msgsnd: waits until a receive makes room", func(c *C) {
			p, q := c.process(), c.process()
			id := p.queue(key, create)
			p.allow(id, 10)
			p.must(send(id, 1, "1234567"))
			p.must(send(id, 1, "123"))
			call := q.sleeps(send(id, 2, "1234"))
			p.gets("1 1234567", receive(id, 0))
			c.ends(call, 0)
			p.gets("1 123", receive(id, 0))
			p.gets("2 1234", receive(id, 0))
		}},
		{"msgsnd: waits until IPC_SET makes room", func(c *C) {
			p, q := c.process(), c.process()
			id := p.queue(key, create)
			p.allow(id, 3)
			call := q.sleeps(send(id, 1, "1234"))
			p.allow(id, 4)
			c.ends(call, 0)
			p.gets("1 1234", receive(id, 0))
		}},
		{"msgsnd: a long message that waits does not stop a short one", func(c *C) {
			p, q := c.process(), c.process()
			id := p.queue(key, create)
			p.allow(id, 5)
			p.must(send(id, 1, "123"))
			call := q.sleeps(send(id, 2, "1234"))
			p.must(send(id, 3, "12").flags(nowait))
			p.gets("1 123", receive(id, 0))
			p.gets("3 12", receive(id, 3))
			c.ends(call, 0)
		}},
		{"msgsnd: a full queue is full even to whom somebody waits for", func(c *C) {
			p, q := c.process(), c.process()
			id := p.queue(key, create)
			p.allow(id, 3)
			p.must(send(id, 1, "123"))
			call := q.sleeps(receive(id, 5))
			p.refuse(sysv.EAGAIN, send(id, 5, "x").flags(nowait))
			p.gets("1 123", receive(id, 1))
			p.must(send(id, 5, "x").flags(nowait))
			c.ends(call, 0)
		}},
		{"msgrcv: waits for its type", func(c *C) {
			p := c.process()
			for _, each := range []struct {
				wants         int64
				flags         int
				other, mine   int64
				left, arrives string
			}{
				{5, 0, 4, 5, "4 other", "5 mine"},
				{-3, 0, 4, 3, "4 other", "3 mine"},
				{5, sysv.MSG_EXCEPT, 5, 4, "5 other", "4 mine"},
			} {
				id := p.queue(sysv.IPC_PRIVATE, create)
				call := c.process().sleeps(receive(id, each.wants).flags(each.flags))
				p.must(send(id, each.other, "other"))
				p.must(send(id, each.mine, "mine"))
				equal(c, "the message", message(c.ends(call, 0)), each.arrives)
				p.gets(each.left, receive(id, 0))
			}
		}},
		// Linux writes the number of the receiver's thread into lrpid then, which
		// for a process of several need not be the process's.
		{"msgrcv: a message is given to who waits within msgsnd, and never on the queue", func(c *C) {
			p, q := c.process(), c.process()
			id := p.queue(key, create)
			call := q.sleeps(receive(id, 0))
			p.must(send(id, 1, "x"))
			ds := p.msgStat(id)
			p.refuse(sysv.ENOMSG, receive(id, 0).flags(nowait)) // nothing is left to take back
			equal(c, "qnum, cbytes, lspid", fmt.Sprint(ds.Qnum, ds.Cbytes, ds.Lspid), fmt.Sprint(0, 0, p.Pid()))
			equal(c, "lrpid, stime and rtime are set", ds.Lrpid != 0 && ds.Stime != 0 && ds.Rtime != 0, true)
			equal(c, "the message", message(c.ends(call, 0)), "1 x")
		}},
		{"msgrcv: receivers are served in the order they came", func(c *C) {
			p := c.process()
			id := p.queue(key, create)
			first := c.process().sleeps(receive(id, 0))
			second := c.process().sleeps(receive(id, -9))
			third := c.process().sleeps(receive(id, 1))
			for i, call := range []Pending{first, second, third} {
				text := fmt.Sprint("message ", i)
				p.must(send(id, 1, text))
				equal(c, "the text", string(c.ends(call, 0).Text), text)
			}
		}},
		{"msgrcv: who waits with too little room gets E2BIG, and the next the message", func(c *C) {
			p := c.process()
			id := p.queue(key, create)
			short := c.process().sleeps(receive(id, 0).room(1))
			next := c.process().sleeps(receive(id, 0))
			p.must(send(id, 1, "long"))
			c.ends(short, sysv.E2BIG)
			equal(c, "the message", message(c.ends(next, 0)), "1 long")
			short = c.process().sleeps(receive(id, 0).room(1))
			p.must(send(id, 1, "long"))
			c.ends(short, sysv.E2BIG)
			equal(c, "qnum", p.msgStat(id).Qnum, 1)
		}},
		{"msgrcv: who waits with MSG_NOERROR gets what there is room for", func(c *C) {
			p := c.process()
			id := p.queue(key, create)
			call := c.process().sleeps(receive(id, 0).room(1).flags(sysv.MSG_NOERROR))
			p.must(send(id, 1, "long"))
			equal(c, "the message", message(c.ends(call, 0)), "1 l")
			equal(c, "qnum", p.msgStat(id).Qnum, 0)
		}},
		{"msgsnd, msgrcv: IPC_RMID wakes all who wait (EIDRM)", func(c *C) {
			p := c.process()
			id := p.queue(key, create)
			p.allow(id, 3)
			p.must(send(id, 1, "123"))
			var calls []Pending
			for _, r := range []Request{receive(id, 5), receive(id, 5).within(time.Minute), send(id, 1, "x"), send(id, 1, "x").within(time.Minute)} {
				calls = append(calls, c.process().sleeps(r))
			}
			p.must(remove("msgctl", id))
			for _, call := range calls {
				c.ends(call, sysv.EIDRM)
			}
			p.refuse(sysv.EINVAL, send(id, 1, "x"))
			p.refuse(sysv.EINVAL, receive(id, 0))
		}},
		{"msgsnd, msgrcv: the context ends (EINTR), nothing is sent or received", func(c *C) {
			p, q := c.process(), c.process()
			id := p.queue(key, create)
			p.allow(id, 3)
			p.must(send(id, 1, "123"))
			for _, r := range []Request{receive(id, 5), receive(id, 5).within(time.Minute), send(id, 5, "x"), send(id, 5, "x").within(time.Minute)} {
				call := q.sleeps(r)
				q.must(cancel())
				c.ends(call, sysv.EINTR)
			}
			equal(c, "qnum", p.msgStat(id).Qnum, 1)
			q.gets("1 123", receive(id, 0)) // the next is another context's
			p.must(send(id, 5, "y"))
			p.gets("5 y", receive(id, 0).flags(nowait))
		}},
		{"msgrcv: a killed receiver takes nothing", func(c *C) {
			p, q := c.process(), c.process()
			id := p.queue(key, create)
			q.sleeps(receive(id, 0))
			q.Kill()
			p.must(send(id, 1, "x"))
			p.gets("1 x", receive(id, 0).flags(nowait))
		}},
	}
}

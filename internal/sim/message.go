package sim

import (
	"math"
	"slices"

	"ipclua/sysv"
)

// message is one on a queue, or in the hands of a sender who waits.
type message struct {
	mtype int64
	text  []byte
}

// receiver is what a msgrcv takes.
type receiver struct {
	buf   []byte
	wants int64
	flags int
}

// Msgsnd wraps msgsnd(2). done tells that the call is over, with err. Where it
// is not the queue is full, and w, unless nil, is put into line; text is not
// copied before the message is sent.
func (k *IPC) Msgsnd(c *Caller, id int, mtype int64, text []byte, flags int, w *Waiter) (done bool, err error) {
	if !isInt(id, flags) {
		return true, notInt("msgsnd", id)
	}
	q, e := k.sendQueue(c, id, mtype, text)
	switch {
	case e != 0:
		return true, failed("msgsnd", id, e)
	case q.fits(len(text)):
		q.send(k, c, message{mtype, text})
		return true, nil
	case flags&sysv.IPC_NOWAIT != 0:
		return true, failed("msgsnd", id, sysv.EAGAIN)
	case w != nil:
		*w = Waiter{Wake: w.Wake, caller: c, id: id, queue: q, message: message{mtype, text}}
		q.senders = append(q.senders, w)
	}
	return false, nil
}

// MsgsndBlocks tells whether Msgsnd would wait, rather than be done or fail. It
// changes nothing.
func (k *IPC) MsgsndBlocks(c *Caller, id int, mtype int64, text []byte, flags int) bool {
	q, e := k.sendQueue(c, id, mtype, text)
	return e == 0 && flags&sysv.IPC_NOWAIT == 0 && isInt(flags) && !q.fits(len(text))
}

// sendQueue finds the queue and checks what does not depend on its messages.
func (k *IPC) sendQueue(c *Caller, id int, mtype int64, text []byte) (*queue, sysv.Errno) {
	q := k.queues.find(id)
	switch {
	case len(text) > k.Limits.Msgmax || mtype < 1 || q == nil:
		return nil, sysv.EINVAL
	case !q.allows(c, mayWrite):
		return nil, sysv.EACCES
	}
	return q, 0
}

// Msgrcv wraps msgrcv(2): at most len(buf) bytes. done tells that the call is
// over, with err or n bytes of a message of type got. Where it is not there is
// no such message, and w, unless nil, is put into line; buf gets the text when
// the message comes.
func (k *IPC) Msgrcv(c *Caller, id int, buf []byte, mtype int64, flags int, w *Waiter) (n int, got int64, done bool, err error) {
	if !isInt(id, flags) {
		return 0, 0, true, notInt("msgrcv", id)
	}
	q, e := k.receiveQueue(c, id, flags)
	if e != 0 {
		return 0, 0, true, failed("msgrcv", id, e)
	}
	r := receiver{buf, mtype, flags}
	i := r.choose(q.messages)
	switch {
	case i >= 0:
		n, got, e = q.take(k, c, i, r)
		return n, got, true, failed("msgrcv", id, e)
	case flags&sysv.IPC_NOWAIT != 0:
		return 0, 0, true, failed("msgrcv", id, sysv.ENOMSG)
	case w != nil:
		*w = Waiter{Wake: w.Wake, caller: c, id: id, queue: q, receiver: r}
		q.receivers = append(q.receivers, w)
	}
	return 0, 0, false, nil
}

// MsgrcvBlocks tells whether Msgrcv would wait, rather than be done or fail. It
// changes nothing.
func (k *IPC) MsgrcvBlocks(c *Caller, id int, buf []byte, mtype int64, flags int) bool {
	q, e := k.receiveQueue(c, id, flags)
	r := receiver{buf, mtype, flags}
	return e == 0 && flags&sysv.IPC_NOWAIT == 0 && isInt(flags) && r.choose(q.messages) < 0
}

// receiveQueue finds the queue and checks what does not depend on its messages.
func (k *IPC) receiveQueue(c *Caller, id, flags int) (*queue, sysv.Errno) {
	q := k.queues.find(id)
	switch {
	case flags&sysv.MSG_COPY != 0 && (flags&sysv.MSG_EXCEPT != 0 || flags&sysv.IPC_NOWAIT == 0):
		return nil, sysv.EINVAL
	case q == nil:
		return nil, sysv.EINVAL
	case !q.allows(c, mayRead):
		return nil, sysv.EACCES
	}
	return q, 0
}

// take receives message i.
func (q *queue) take(k *IPC, c *Caller, i int, r receiver) (n int, got int64, e sysv.Errno) {
	m := q.messages[i]
	switch {
	case !r.hasRoom(m):
		return 0, 0, sysv.E2BIG
	case r.flags&sysv.MSG_COPY != 0:
		// What is cut, or longer than MSGMAX by now, is not copied at all.
		if len(m.text) > min(len(r.buf), k.Limits.Msgmax) {
			return 0, 0, sysv.EINVAL
		}
		return copy(r.buf, m.text), m.mtype, 0
	}
	q.messages = slices.Delete(q.messages, i, i+1)
	q.bytes -= len(m.text)
	q.rtime, q.lrpid = k.Time(), c.Pid
	n = copy(r.buf, m.text)
	q.wakeSenders(k)
	return n, m.mtype, 0
}

// fits tells whether there is room for a message of that many bytes: even an
// empty one counts as one byte.
func (q *queue) fits(size int) bool {
	return q.bytes+size <= q.most && len(q.messages) < q.most
}

// send gives a message to the first receiver who waits for it, or queues a copy
// of it. Receivers before that one for whom it is too long fail (pipelined_send()
// of ipc/msg.c).
func (q *queue) send(k *IPC, c *Caller, m message) {
	q.stime, q.lspid = k.Time(), c.Pid
	for i := 0; i < len(q.receivers); {
		w := q.receivers[i]
		if !w.matches(m.mtype) {
			i++
			continue
		}
		q.unlink(w)
		if w.hasRoom(m) {
			q.rtime, q.lrpid = k.Time(), w.caller.Pid
			w.N, w.Type = copy(w.buf, m.text), m.mtype
			w.end("msgrcv", 0)
			return
		}
		w.end("msgrcv", sysv.E2BIG)
	}
	q.messages = append(q.messages, message{m.mtype, slices.Clone(m.text)})
	q.bytes += len(m.text)
}

// wakeSenders has all those try again whose message fits now. Those who fail,
// because the first of them filled the queue, come to stand last, as ss_wakeup()
// of ipc/msg.c and who it wakes have it.
func (q *queue) wakeSenders(k *IPC) {
	var woken []*Waiter
	q.senders = slices.DeleteFunc(q.senders, func(w *Waiter) bool {
		fits := q.fits(len(w.text))
		if fits {
			woken = append(woken, w)
		}
		return fits
	})
	for _, w := range woken {
		switch {
		case !q.allows(w.caller, mayWrite):
			w.queue = nil
			w.end("msgsnd", sysv.EACCES)
		case q.fits(len(w.text)):
			w.queue = nil
			q.send(k, w.caller, w.message)
			w.end("msgsnd", 0)
		default:
			q.senders = append(q.senders, w)
		}
	}
}

// choose gives the index of the message to receive, -1 for none.
func (r *receiver) choose(messages []message) int {
	if r.flags&sysv.MSG_COPY != 0 {
		if r.wants < 0 || r.wants >= int64(len(messages)) {
			return -1
		}
		return int(r.wants)
	}
	best := -1
	for i, m := range messages {
		if !r.matches(m.mtype) || best >= 0 && m.mtype >= messages[best].mtype {
			continue
		}
		best = i
		if r.wants >= 0 {
			break
		}
	}
	return best
}

// matches tells whether a message of that type is asked for.
func (r *receiver) matches(mtype int64) bool {
	switch {
	case r.wants == 0 || r.wants == math.MinInt64:
		return true
	case r.wants < 0:
		return mtype <= -r.wants
	}
	return (mtype == r.wants) != (r.flags&sysv.MSG_EXCEPT != 0)
}

// hasRoom tells whether a message may be received, if only in part.
func (r *receiver) hasRoom(m message) bool {
	return len(m.text) <= len(r.buf) || r.flags&sysv.MSG_NOERROR != 0
}

package sim

import (
	"slices"

	"ipclua/sysv"
)

// queue is a message queue.
type queue struct {
	perm
	messages            []message // the oldest first
	receivers, senders  []*Waiter
	bytes, most         int // on the queue, and allowed
	stime, rtime, ctime int64
	lspid, lrpid        int
}

// Msgget wraps msgget(2).
func (k *IPC) Msgget(c *Caller, key sysv.Key, flags int) (int, error) {
	if !isInt(flags) {
		return 0, notInt("msgget", key)
	}
	id, e := k.queues.get(c, key, flags,
		func(*queue) bool { return false },
		func() (int, sysv.Errno) {
			q := &queue{perm: k.newPerm(c, key, flags), most: k.Limits.Msgmnb, ctime: k.Time()}
			if !k.queues.add(q, &q.perm, k.Limits.Msgmni) {
				return 0, sysv.ENOSPC
			}
			return q.id, 0
		})
	return id, failed("msgget", key, e)
}

// Msgctl wraps msgctl(2); buf as [sysv.Kernel] has it.
func (k *IPC) Msgctl(c *Caller, id, cmd int, buf any) (int, error) {
	if !isInt(id, cmd) {
		return 0, notInt("msgctl", id)
	}
	var n int
	var e sysv.Errno
	switch cmd {
	case sysv.IPC_STAT, sysv.IPC_SET, sysv.MSG_STAT, sysv.MSG_STAT_ANY:
		ds, ok := buf.(*sysv.MsqidDS)
		if !ok || ds == nil {
			return 0, wrongBuffer("msgctl", id)
		}
		if cmd == sysv.IPC_SET {
			e = k.updateQueue(c, id, ds)
		} else {
			n, e = k.statQueue(c, id, cmd, ds)
		}
	case sysv.IPC_INFO, sysv.MSG_INFO:
		limits, ok := buf.(*sysv.MsgLimits)
		if !ok || limits == nil {
			return 0, wrongBuffer("msgctl", id)
		}
		n, e = k.msgInfo(id, cmd, limits)
	default:
		switch {
		case buf != nil:
			return 0, wrongBuffer("msgctl", id)
		case cmd == sysv.IPC_RMID:
			e = k.removeQueue(c, id)
		default:
			e = sysv.EINVAL
		}
	}
	return n, failed("msgctl", id, e)
}

func (k *IPC) updateQueue(c *Caller, id int, ds *sysv.MsqidDS) sysv.Errno {
	q := k.queues.find(id)
	switch {
	case q == nil:
		return sysv.EINVAL
	case !q.mayControl(c), ds.Qbytes > uint64(k.Limits.Msgmnb) && c.UID != 0:
		return sysv.EPERM
	}
	if e := q.perm.update(ds.Perm); e != 0 {
		return e
	}
	q.most = int(min(ds.Qbytes, 1<<62))
	q.ctime = k.Time()
	q.receivers = slices.DeleteFunc(q.receivers, func(w *Waiter) bool {
		if q.allows(w.caller, mayRead) {
			return false
		}
		w.queue = nil
		w.end("msgrcv", sysv.EACCES)
		return true
	})
	q.wakeSenders(k)
	return 0
}

func (k *IPC) statQueue(c *Caller, id, cmd int, ds *sysv.MsqidDS) (int, sysv.Errno) {
	q := k.queues.stated(id, cmd)
	switch {
	case q == nil:
		return 0, sysv.EINVAL
	case cmd != sysv.MSG_STAT_ANY && !q.allows(c, mayRead):
		return 0, sysv.EACCES
	}
	*ds = *q.stat()
	if cmd == sysv.IPC_STAT {
		return 0, 0
	}
	return q.id, 0
}

func (k *IPC) msgInfo(id, cmd int, limits *sysv.MsgLimits) (int, sysv.Errno) {
	if id < 0 {
		return 0, sysv.EINVAL
	}
	defaults := DefaultLimits()
	*limits = sysv.MsgLimits{
		Msgpool: defaults.Msgmni * defaults.Msgmnb / 1024, Msgmap: defaults.Msgmnb, Msgmax: k.Limits.Msgmax, Msgmnb: k.Limits.Msgmnb,
		Msgmni: k.Limits.Msgmni, Msgssz: 16, Msgtql: defaults.Msgmnb, Msgseg: 0xffff,
	}
	if cmd == sysv.MSG_INFO {
		limits.Msgpool, limits.Msgmap, limits.Msgtql = k.queues.inUse, 0, 0
		for q := range k.queues.all() {
			limits.Msgmap += len(q.messages)
			limits.Msgtql += q.bytes
		}
	}
	return k.queues.highest(), 0
}

func (k *IPC) removeQueue(c *Caller, id int) sysv.Errno {
	q := k.queues.find(id)
	switch {
	case q == nil:
		return sysv.EINVAL
	case !q.mayControl(c):
		return sysv.EPERM
	}
	k.queues.remove(id)
	for _, w := range q.receivers {
		w.queue = nil
		w.end("msgrcv", sysv.EIDRM)
	}
	for _, w := range q.senders {
		w.queue = nil
		w.end("msgsnd", sysv.EIDRM)
	}
	return 0
}

// unlink takes a waiter off the queue.
func (q *queue) unlink(w *Waiter) {
	for _, list := range [...]*[]*Waiter{&q.receivers, &q.senders} {
		if i := slices.Index(*list, w); i >= 0 {
			*list = slices.Delete(*list, i, i+1)
		}
	}
	w.queue = nil
}

func (q *queue) stat() *sysv.MsqidDS {
	return &sysv.MsqidDS{
		Perm: q.statPerm(), Stime: q.stime, Rtime: q.rtime, Ctime: q.ctime,
		Cbytes: uint64(q.bytes), Qnum: uint64(len(q.messages)), Qbytes: uint64(q.most), Lspid: q.lspid, Lrpid: q.lrpid,
	}
}

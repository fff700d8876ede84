//go:build amd64 || arm64

package sysv

import (
	"context"
	"encoding/binary"
	"time"

	"golang.org/x/sys/unix"
)

// msgHeader is the long mtype that begins struct msgbuf.
const msgHeader = 8

// Msgget wraps msgget(2).
func (h *Host) Msgget(key Key, flags int) (int, error) {
	if !isInt(flags) {
		return 0, notInt("msgget", key)
	}
	id, e := rawMsgget(key, flags)
	if e != 0 {
		return 0, failed("msgget", key, e)
	}
	return id, nil
}

// Msgsnd wraps msgsnd(2).
func (h *Host) Msgsnd(ctx context.Context, id int, mtype int64, text []byte, flags int, timeout time.Duration) error {
	if !isInt(id, flags) {
		return notInt("msgsnd", id)
	}
	buffer := h.buffer(len(text))
	defer h.recycle(buffer)
	msg := *buffer
	binary.NativeEndian.PutUint64(msg, uint64(mtype))
	copy(msg[msgHeader:], text)
	e := h.message.do(h, ctx, flags&IPC_NOWAIT == 0, unix.EAGAIN, timeout, func(now int) unix.Errno {
		return rawMsgsnd(id, msg, flags|now, now != 0)
	})
	return failed("msgsnd", id, e)
}

// Msgrcv wraps msgrcv(2).
func (h *Host) Msgrcv(ctx context.Context, id int, buf []byte, mtype int64, flags int, timeout time.Duration) (int, int64, error) {
	if !isInt(id, flags) {
		return 0, 0, notInt("msgrcv", id)
	}
	buffer := h.buffer(len(buf))
	defer h.recycle(buffer)
	msg, n := *buffer, 0
	// The kernel refuses MSG_COPY without IPC_NOWAIT; it does not wait.
	e := h.message.do(h, ctx, flags&(IPC_NOWAIT|MSG_COPY) == 0, unix.ENOMSG, timeout, func(now int) (e unix.Errno) {
		n, e = rawMsgrcv(id, msg, mtype, flags|now, now != 0)
		return e
	})
	if e != 0 {
		return 0, 0, failed("msgrcv", id, e)
	}
	copy(buf, msg[msgHeader:msgHeader+n])
	return n, int64(binary.NativeEndian.Uint64(msg)), nil
}

// do makes a call of a queue: at once if it can be, else waiting. call is
// given IPC_NOWAIT for an attempt that must not wait, which fails with
// wouldBlock.
func (p *prober) do(h *Host, ctx context.Context, mayBlock bool, wouldBlock unix.Errno, timeout time.Duration, call func(now int) unix.Errno) unix.Errno {
	if !mayBlock {
		return call(0)
	}
	again, ended := false, hasEnded(ctx)
	if ended || timeout == 0 || h.Waits != nil || p.isDue() {
		e := call(IPC_NOWAIT)
		switch {
		case e != wouldBlock:
			return e
		case ended:
			return unix.EINTR
		case timeout == 0:
			return unix.EAGAIN
		}
		p.hasFailed()
		again = true
	}
	return h.wait(ctx, timeout, false, again, func(time.Duration) unix.Errno { return call(0) })
}

// buffer gives room for a message with size bytes of text.
func (h *Host) buffer(size int) *[]byte {
	buffer, ok := h.buffers.Get().(*[]byte)
	if !ok || cap(*buffer) < msgHeader+size {
		room := make([]byte, msgHeader+max(size, 1024))
		buffer = &room
	}
	*buffer = (*buffer)[:msgHeader+size]
	return buffer
}

// recycle keeps a buffer of a usual size.
func (h *Host) recycle(buffer *[]byte) {
	if cap(*buffer) <= 1<<16 {
		h.buffers.Put(buffer)
	}
}

// Msgctl wraps msgctl(2).
func (h *Host) Msgctl(id, cmd int, buf any) (int, error) {
	if !isInt(id, cmd) {
		return 0, notInt("msgctl", id)
	}
	var n int
	var e unix.Errno
	switch cmd {
	case IPC_STAT, IPC_SET, MSG_STAT, MSG_STAT_ANY:
		ds, ok := buf.(*MsqidDS)
		if !ok || ds == nil {
			return 0, wrongBuffer("msgctl", id)
		}
		raw := rawMsqid{perm: setPerm(ds.Perm), qbytes: ds.Qbytes}
		n, e = rawMsgctl(id, cmd, &raw)
		if e == 0 && cmd != IPC_SET {
			*ds = raw.ds()
		}
	case IPC_INFO, MSG_INFO:
		limits, ok := buf.(*MsgLimits)
		if !ok || limits == nil {
			return 0, wrongBuffer("msgctl", id)
		}
		var raw rawMsgLimits
		n, e = rawMsgctl(id, cmd, &raw)
		if e == 0 {
			*limits = raw.limits()
		}
	default:
		if buf != nil {
			return 0, wrongBuffer("msgctl", id)
		}
		n, e = rawMsgctl[rawMsqid](id, cmd, nil)
	}
	if e != 0 {
		return 0, failed("msgctl", id, e)
	}
	return n, nil
}

func (raw *rawMsqid) ds() MsqidDS {
	return MsqidDS{
		Perm: raw.perm.perm(), Stime: raw.stime, Rtime: raw.rtime, Ctime: raw.ctime,
		Cbytes: raw.cbytes, Qnum: raw.qnum, Qbytes: raw.qbytes, Lspid: int(raw.lspid), Lrpid: int(raw.lrpid),
	}
}

func (raw *rawMsgLimits) limits() MsgLimits {
	return MsgLimits{
		Msgpool: int(raw.msgpool), Msgmap: int(raw.msgmap), Msgmax: int(raw.msgmax), Msgmnb: int(raw.msgmnb),
		Msgmni: int(raw.msgmni), Msgssz: int(raw.msgssz), Msgtql: int(raw.msgtql), Msgseg: int(raw.msgseg),
	}
}

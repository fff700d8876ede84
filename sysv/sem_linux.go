//go:build amd64 || arm64

package sysv

import (
	"context"
	"math"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// probeOps is how many operations a first attempt copies.
const probeOps = 8

// Semget wraps semget(2).
func (h *Host) Semget(key Key, nsems, flags int) (int, error) {
	if !isInt(nsems, flags) {
		return 0, notInt("semget", key)
	}
	id, e := rawSemget(key, nsems, flags)
	if e != 0 {
		return 0, failed("semget", key, e)
	}
	return id, nil
}

// Semop wraps semtimedop(2).
//
// One operation that need not wait is done right here: the CPU does not predict the
// returns from functions that have called the kernel.
func (h *Host) Semop(ctx context.Context, id int, ops []SemOp, timeout time.Duration) error {
	tried := false
	if len(ops) == 1 && timeout < 0 && h.Waits == nil && id == int(int32(id)) {
		now := ops[0]
		waits := now.Op <= 0 && now.Flg&IPC_NOWAIT == 0
		if !waits || h.semop.isDue() {
			if waits {
				now.Flg |= IPC_NOWAIT
			}
			e := rawSemopNow(id, &now, 1)
			if e == 0 {
				return nil
			}
			if e != unix.EAGAIN || !waits {
				return failed("semop", id, e)
			}
			tried = true
		}
	}
	return h.semtimedop(ctx, id, ops, timeout, tried)
}

// semtimedop is Semop for all cases; tried tells that ops have been found to wait.
func (h *Host) semtimedop(ctx context.Context, id int, ops []SemOp, timeout time.Duration, tried bool) error {
	op := semopName(timeout)
	if !isInt(id) {
		return notInt(op, id)
	}
	if len(ops) > math.MaxInt32 {
		return &Error{Op: op, Object: id, Errno: E2BIG}
	}
	if !mayBlock(ops) {
		return failed(op, id, rawSemopNow(id, unsafe.SliceData(ops), len(ops)))
	}
	if !tried && (timeout == 0 || h.Waits != nil || len(ops) <= probeOps && h.semop.isDue() || hasEnded(ctx)) {
		e := trySemop(id, ops)
		if e != unix.EAGAIN || timeout == 0 {
			return failed(op, id, e)
		}
		tried = true
	}
	if tried {
		h.semop.hasFailed()
		if hasEnded(ctx) {
			return failed(op, id, unix.EINTR)
		}
	}
	if timeout < 0 && h.Waits == nil {
		if e := h.sleepInSemop(ctx, id, ops, tried); e != 0 {
			return failed(op, id, e)
		}
		return nil
	}
	return failed(op, id, h.wait(ctx, timeout, true, tried, func(left time.Duration) unix.Errno {
		if left < 0 {
			return rawSemop(id, ops, nil)
		}
		ts := unix.NsecToTimespec(int64(left))
		return rawSemop(id, ops, &ts)
	}))
}

// sleepInSemop is wait for the usual case, in as little code as it takes: who has
// just been woken finds none of it in the caches.
func (h *Host) sleepInSemop(ctx context.Context, id int, ops []SemOp, again bool) unix.Errno {
	cancel := h.watchers.enter(ctx)
	for ; ; again = true {
		e := unix.EINTR
		if !cancel.isEnded() {
			e = rawSemop(id, ops, nil)
			if e == unix.EINTR {
				continue
			}
		}
		cancel.leave()
		if e == unix.EINVAL && again {
			e = unix.EIDRM
		}
		return e
	}
}

// semopName is the C call that takes this timeout.
func semopName(timeout time.Duration) string {
	if timeout < 0 {
		return "semop"
	}
	return "semtimedop"
}

// trySemop gives EAGAIN where ops would wait.
func trySemop(id int, ops []SemOp) unix.Errno {
	var room [probeOps]SemOp
	now := append(room[:0], ops...)
	for i := range now {
		now[i].Flg |= IPC_NOWAIT
	}
	return rawSemopNow(id, unsafe.SliceData(now), len(now))
}

// mayBlock tells whether some operation is one that waits.
func mayBlock(ops []SemOp) bool {
	for i := range ops {
		if ops[i].Op <= 0 && ops[i].Flg&IPC_NOWAIT == 0 {
			return true
		}
	}
	return false
}

// Semctl wraps semctl(2).
func (h *Host) Semctl(id, num, cmd int, arg any) (int, error) {
	if !isInt(id, num, cmd) {
		return 0, notInt("semctl", id)
	}
	switch cmd {
	case SETVAL:
		val, ok := arg.(int)
		if !ok {
			return 0, wrongBuffer("semctl", id)
		}
		if !isInt(val) {
			return 0, failed("semctl", id, unix.ERANGE)
		}
		return semctlResult(id)(rawSemval(id, num, cmd, int32(val)))
	case GETALL:
		values, ok := arg.(*[]uint16)
		if !ok || values == nil {
			return 0, wrongBuffer("semctl", id)
		}
		return h.getall(id, num, values)
	case SETALL:
		values, ok := arg.([]uint16)
		if !ok {
			return 0, wrongBuffer("semctl", id)
		}
		return h.setall(id, num, values)
	case IPC_STAT, IPC_SET, SEM_STAT, SEM_STAT_ANY:
		ds, ok := arg.(*SemidDS)
		if !ok || ds == nil {
			return 0, wrongBuffer("semctl", id)
		}
		raw := rawSemid{perm: setPerm(ds.Perm)}
		n, e := rawSemctl(id, num, cmd, &raw)
		if e == 0 && cmd != IPC_SET {
			*ds = SemidDS{Perm: raw.perm.perm(), Otime: raw.otime, Ctime: raw.ctime, Nsems: raw.nsems}
		}
		return semctlResult(id)(n, e)
	case IPC_INFO, SEM_INFO:
		limits, ok := arg.(*SemLimits)
		if !ok || limits == nil {
			return 0, wrongBuffer("semctl", id)
		}
		var raw rawSemLimits
		n, e := rawSemctl(id, num, cmd, &raw)
		if e == 0 {
			*limits = raw.limits()
		}
		return semctlResult(id)(n, e)
	}
	if arg != nil {
		return 0, wrongBuffer("semctl", id)
	}
	return semctlResult(id)(rawSemval(id, num, cmd, 0))
}

// getall needs the same permission for the length as for the values.
func (h *Host) getall(id, num int, values *[]uint16) (int, error) {
	var raw rawSemid
	if _, e := rawSemctl(id, 0, IPC_STAT, &raw); e != 0 {
		return 0, failed("semctl", id, e)
	}
	list := make([]uint16, raw.nsems)
	n, e := rawSemctl(id, num, GETALL, &list[0])
	if e == 0 {
		*values = list
	}
	return semctlResult(id)(n, e)
}

// setall makes sure that the kernel finds as many values as it will read.
func (h *Host) setall(id, num int, values []uint16) (int, error) {
	nsems, e := semCount(id)
	if e != 0 {
		return 0, failed("semctl", id, e)
	}
	if uint64(len(values)) != nsems {
		return 0, &Error{Op: "semctl", Object: id, Errno: EINVAL, Why: "the list's length is not the set's"}
	}
	return semctlResult(id)(rawSemctl(id, num, SETALL, &values[0]))
}

// semCount gives the length of a set that may be writable only. SEM_STAT_ANY
// takes an index, and reduces an id to one.
func semCount(id int) (uint64, unix.Errno) {
	var raw rawSemid
	_, e := rawSemctl(id, 0, IPC_STAT, &raw)
	if e != unix.EACCES {
		return raw.nsems, e
	}
	if got, any := rawSemctl(id, 0, SEM_STAT_ANY, &raw); any == 0 && got == id {
		return raw.nsems, 0
	}
	sets, err := procList(Semaphore)
	if err != nil {
		return 0, e
	}
	for _, set := range sets {
		if set.ID == id {
			return set.Sem.Nsems, 0
		}
	}
	return 0, e
}

func semctlResult(id int) func(int, unix.Errno) (int, error) {
	return func(n int, e unix.Errno) (int, error) {
		if e != 0 {
			return 0, failed("semctl", id, e)
		}
		return n, nil
	}
}

func (raw *rawSemLimits) limits() SemLimits {
	return SemLimits{
		Semmap: int(raw.semmap), Semmni: int(raw.semmni), Semmns: int(raw.semmns), Semmnu: int(raw.semmnu), Semmsl: int(raw.semmsl),
		Semopm: int(raw.semopm), Semume: int(raw.semume), Semusz: int(raw.semusz), Semvmx: int(raw.semvmx), Semaem: int(raw.semaem),
	}
}

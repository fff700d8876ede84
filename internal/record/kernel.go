package record

import (
	"context"
	"time"

	"ipclua/sysv"
)

// Kernel is a sysv.Kernel that records each call of another.
type Kernel struct {
	kernel sysv.Kernel
	log    *Log
}

// spinner is a kernel that can try an operation a few times before it blocks.
type spinner interface {
	SemopSpin(ctx context.Context, id int, ops []sysv.SemOp, timeout time.Duration, tries int) error
}

// spinning is a Kernel over one that can spin.
type spinning struct {
	*Kernel
	spinner spinner
}

var _ sysv.Kernel = (*Kernel)(nil)

// Wrap makes a kernel that records what it is asked to do. A Host tells from then
// on when a call has to wait.
func Wrap(kernel sysv.Kernel, log *Log) sysv.Kernel {
	if host, ok := kernel.(*sysv.Host); ok {
		host.Waits = log.waits
	}
	k := &Kernel{kernel, log}
	if s, ok := kernel.(spinner); ok {
		return spinning{k, s}
	}
	return k
}

// Shmget is shmget(2).
func (k *Kernel) Shmget(key sysv.Key, size uint64, flags int) (int, error) {
	e := k.log.begin(shmget, 0, pair(int(key), flags), int64(size))
	id, err := k.kernel.Shmget(key, size, flags)
	e.end(id, err)
	return id, err
}

// Shmat is shmat(2).
func (k *Kernel) Shmat(id int, addr uintptr, flags int) (*sysv.Memory, error) {
	e := k.log.begin(shmat, id, int64(addr), int64(flags))
	m, err := k.kernel.Shmat(id, addr, flags)
	if err != nil {
		e.end(0, err)
		return m, err
	}
	e.end(int(m.Address()), nil)
	if k.log.Memory {
		m.Watch(k)
	}
	return m, nil
}

// Shmdt is shmdt(2).
func (k *Kernel) Shmdt(m *sysv.Memory) error {
	e := k.log.begin(shmdt, m.ID(), int64(m.Address()), 0)
	err := k.kernel.Shmdt(m)
	e.end(0, err)
	return err
}

// Shmctl is shmctl(2).
func (k *Kernel) Shmctl(id, cmd int, buf any) (int, error) {
	e := k.log.begin(shmctl, id, pair(cmd, 0), 0)
	n, err := k.kernel.Shmctl(id, cmd, buf)
	e.end(n, err)
	return n, err
}

// mostAccess is how many bytes of an access are recorded; of a longer one, none.
const mostAccess = slotSize

// Touch records an access to an attached memory (sysv.Watcher). Bytes that are
// read are those that are there now.
func (k *Kernel) Touch(m *sysv.Memory, offset, length int, access sysv.Access) {
	l := k.log
	l.mu.Lock()
	defer l.mu.Unlock()
	room := 0
	if 8 < length && length <= mostAccess {
		room = length
	}
	e := l.reserve(room)
	if e == nil {
		return
	}
	l.start(e, read+call(access), m.ID(), int64(offset), int64(length))
	l.change = nil
	switch {
	case access != sysv.Read:
		l.change = e
	case length <= 8:
		e[atBytes] = byte(copy(e[atResult:atResult+8], m.Peek(offset, length)))
	case room > 0:
		e[atBytes] = byte(copy(e.text(), m.Peek(offset, length)))
	}
	copy(e[atEnd:atEnd+8], e[atBegin:])
}

// Wrote completes the record of the last write of a number, or of the last atomic
// operation (sysv.WriteWatcher).
func (k *Kernel) Wrote(_ *sysv.Memory, _, width int, bits uint64) {
	l := k.log
	l.mu.Lock()
	defer l.mu.Unlock()
	if e := l.change; e != nil {
		order.PutUint64(e[atResult:], bits)
		e[atBytes] = byte(width)
		l.change = nil
	}
}

// WroteBytes completes the record of the last write of more than a number.
func (k *Kernel) WroteBytes(_ *sysv.Memory, _ int, b []byte) {
	l := k.log
	l.mu.Lock()
	defer l.mu.Unlock()
	if e := l.change; e != nil && e.size() == len(b) {
		e[atBytes] = byte(copy(e.text(), b))
	}
	l.change = nil
}

// Semget is semget(2).
func (k *Kernel) Semget(key sysv.Key, nsems, flags int) (int, error) {
	e := k.log.begin(semget, 0, pair(int(key), flags), int64(nsems))
	id, err := k.kernel.Semget(key, nsems, flags)
	e.end(id, err)
	return id, err
}

// Semop is semtimedop(2).
func (k *Kernel) Semop(ctx context.Context, id int, ops []sysv.SemOp, timeout time.Duration) error {
	e := k.log.semop(id, ops, timeout)
	err := k.kernel.Semop(ctx, id, ops, timeout)
	e.end(0, err)
	return err
}

// SemopSpin is Semop that tries a few times first.
func (k spinning) SemopSpin(ctx context.Context, id int, ops []sysv.SemOp, timeout time.Duration, tries int) error {
	e := k.log.semop(id, ops, timeout)
	err := k.spinner.SemopSpin(ctx, id, ops, timeout, tries)
	e.end(0, err)
	return err
}

// Semctl is semctl(2).
func (k *Kernel) Semctl(id, num, cmd int, arg any) (int, error) {
	value, _ := arg.(int)
	values, _ := arg.([]uint16)
	e := k.log.semctl(id, pair(cmd, num), int64(value), values)
	n, err := k.kernel.Semctl(id, num, cmd, arg)
	e.end(n, err)
	if got, ok := arg.(*[]uint16); ok && err == nil {
		k.log.got(id, *got)
	}
	return n, err
}

// Msgget is msgget(2).
func (k *Kernel) Msgget(key sysv.Key, flags int) (int, error) {
	e := k.log.begin(msgget, 0, pair(int(key), flags), 0)
	id, err := k.kernel.Msgget(key, flags)
	e.end(id, err)
	return id, err
}

// Msgsnd is msgsnd(2).
func (k *Kernel) Msgsnd(ctx context.Context, id int, mtype int64, text []byte, flags int, timeout time.Duration) error {
	e := k.log.message(msgsnd, id, mtype, pair(len(text), flags))
	err := k.kernel.Msgsnd(ctx, id, mtype, text, flags, timeout)
	e.end(0, err)
	return err
}

// Msgrcv is msgrcv(2).
func (k *Kernel) Msgrcv(ctx context.Context, id int, buf []byte, mtype int64, flags int, timeout time.Duration) (n int, got int64, err error) {
	e := k.log.message(msgrcv, id, mtype, pair(len(buf), flags))
	n, got, err = k.kernel.Msgrcv(ctx, id, buf, mtype, flags, timeout)
	if text := e.text(); text != nil {
		order.PutUint64(text, uint64(got))
	}
	e.end(n, err)
	return n, got, err
}

// Msgctl is msgctl(2).
func (k *Kernel) Msgctl(id, cmd int, buf any) (int, error) {
	e := k.log.begin(msgctl, id, pair(cmd, 0), 0)
	n, err := k.kernel.Msgctl(id, cmd, buf)
	e.end(n, err)
	return n, err
}

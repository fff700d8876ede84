package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"ipclua/sysv"
)

// objects tries each kind of object for real, with one that has no key and is
// removed at once.
func (d *doctor) objects() {
	for _, each := range []struct {
		about, says string
		kind        sysv.Kind
		try         func(sysv.Kernel) error
	}{
		{"segments", "made, attached, written, read, removed", sysv.Segment, trySegment},
		{"semaphores", "made, changed, waited for with a timeout, undone, removed", sysv.Semaphore, trySet},
		{"queues", "made, sent to, received from, removed", sysv.Queue, tryQueue},
	} {
		if err := each.try(d.kernel); err != nil {
			d.fail(each.about, d.cureOf(err), "%v", err)
			continue
		}
		if _, err := sysv.List(d.kernel, each.kind); err != nil {
			d.warn(each.about, "'ipclua ls' and ipc.list() cannot work; is /proc mounted?", "can be made, but not listed: %v", err)
			continue
		}
		d.ok(each.about, "%s", each.says)
	}
}

func trySegment(k sysv.Kernel) (err error) {
	const size = 4096
	text := []byte("ipclua doctor")
	id, err := k.Shmget(sysv.IPC_PRIVATE, size, 0o600)
	if err != nil {
		return err
	}
	m, err := k.Shmat(id, 0, 0)
	_, removal := k.Shmctl(id, sysv.IPC_RMID, nil)
	if err = errors.Join(err, removal); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, k.Shmdt(m)) }()
	if m.Size() != size {
		return fmt.Errorf("a segment of %d bytes has %d", size, m.Size())
	}
	to, err := m.Writable(0, len(text))
	if err != nil {
		return err
	}
	copy(to, text)
	from, err := m.Readable(0, len(text))
	if err == nil && !bytes.Equal(from, text) {
		err = errors.New("a segment does not keep what is written to it")
	}
	return err
}

// trySet takes and gives with SEM_UNDO, and waits with a timeout, which some
// sandboxes lack.
func trySet(k sysv.Kernel) (err error) {
	id, err := k.Semget(sysv.IPC_PRIVATE, 2, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		_, removal := k.Semctl(id, 0, sysv.IPC_RMID, nil)
		err = errors.Join(err, removal)
	}()
	if _, err := k.Semctl(id, 0, sysv.SETVAL, 1); err != nil {
		return err
	}
	take, give := sysv.SemOp{Op: -1, Flg: sysv.SEM_UNDO}, sysv.SemOp{Op: 1, Flg: sysv.SEM_UNDO}
	for _, op := range []sysv.SemOp{take, give} {
		if err := k.Semop(context.Background(), id, []sysv.SemOp{op}, sysv.Forever); err != nil {
			return err
		}
	}
	err = k.Semop(context.Background(), id, []sysv.SemOp{{Num: 1, Op: -1}}, time.Millisecond)
	switch {
	case err == nil:
		return errors.New("semtimedop took from a semaphore of value 0")
	case !errors.Is(err, sysv.EAGAIN):
		return err
	}
	if v, err := k.Semctl(id, 0, sysv.GETVAL, nil); err != nil || v != 1 {
		return errors.Join(err, fmt.Errorf("a semaphore that must be 1 is %d", v))
	}
	return nil
}

func tryQueue(k sysv.Kernel) (err error) {
	id, err := k.Msgget(sysv.IPC_PRIVATE, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		_, removal := k.Msgctl(id, sysv.IPC_RMID, nil)
		err = errors.Join(err, removal)
	}()
	text := []byte("ipclua doctor")
	if err := k.Msgsnd(context.Background(), id, 7, text, sysv.IPC_NOWAIT, 0); err != nil {
		return err
	}
	buf := make([]byte, 2*len(text))
	n, mtype, err := k.Msgrcv(context.Background(), id, buf, 7, sysv.IPC_NOWAIT, 0)
	if err == nil && (mtype != 7 || !bytes.Equal(buf[:n], text)) {
		err = errors.New("a queue does not keep what is sent to it")
	}
	return err
}

// cureOf says what to do where a try failed.
func (d *doctor) cureOf(err error) string {
	switch {
	case errors.Is(err, sysv.ENOSYS) && d.machine.Sandbox != "":
		return d.machine.Sandbox + " lacks it: run on a Linux kernel"
	case errors.Is(err, sysv.ENOSYS) && d.machine.Seccomp:
		return "a seccomp filter hides it, or the kernel lacks CONFIG_SYSVIPC: in a container, try it with --security-opt seccomp=unconfined"
	case errors.Is(err, sysv.ENOSYS):
		return "the kernel lacks CONFIG_SYSVIPC: use another"
	case errors.Is(err, sysv.EPERM), errors.Is(err, sysv.EACCES):
		why := "something forbids it"
		if d.machine.Seccomp {
			why += ", probably a seccomp filter"
		}
		if d.machine.Label != "" && d.machine.Label != "unconfined" {
			why += ", or the security policy (" + d.machine.Label + ")"
		}
		return why + ": in a container, try it with --security-opt seccomp=unconfined"
	case errors.Is(err, sysv.ENOSPC):
		return "a limit is reached, see below; " + makeRoom
	case errors.Is(err, sysv.EINVAL), errors.Is(err, sysv.ENOMEM):
		return "there is no memory for it, or a limit is too low, see below"
	}
	return "this is not how Linux behaves"
}

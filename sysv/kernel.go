package sysv

import (
	"context"
	"time"
)

// Forever is the timeout of a call that waits until it is done.
const Forever time.Duration = -1

// Kernel is System V IPC: one method per system call. Every error is an
// [*Error].
//
// The blocking calls (Semop, Msgsnd, Msgrcv) take a context and a timeout. A
// context that ends gives EINTR within 50 ms, a timeout EAGAIN; any negative
// timeout is Forever. A call that can be completed at once is, whatever the
// context. While they wait they use no CPU and count in GETNCNT and GETZCNT.
//
// A Kernel may be used by several goroutines; they are one process to it.
type Kernel interface {
	// Shmget wraps shmget(2): size in bytes.
	Shmget(key Key, size uint64, flags int) (id int, err error)
	// Shmat wraps shmat(2). The size of the memory is the kernel's word.
	Shmat(id int, addr uintptr, flags int) (*Memory, error)
	// Shmdt wraps shmdt(2). A second one of the same memory is EINVAL.
	Shmdt(m *Memory) error
	// Shmctl wraps shmctl(2). buf is *ShmidDS for IPC_STAT, IPC_SET, SHM_STAT
	// and SHM_STAT_ANY, *ShmLimits for IPC_INFO, *ShmUsage for SHM_INFO, nil
	// for the others; anything else is EFAULT. IPC_SET reads Perm.UID,
	// Perm.GID and Perm.Mode. The number is C's.
	Shmctl(id, cmd int, buf any) (int, error)

	// Semget wraps semget(2).
	Semget(key Key, nsems, flags int) (id int, err error)
	// Semop wraps semtimedop(2): all of ops, or none.
	Semop(ctx context.Context, id int, ops []SemOp, timeout time.Duration) error
	// Semctl wraps semctl(2). arg is int for SETVAL, []uint16 of the set's
	// length for SETALL (another length is EINVAL), *[]uint16 for GETALL (set
	// to the set's length), *SemidDS for IPC_STAT, IPC_SET, SEM_STAT and
	// SEM_STAT_ANY, *SemLimits for IPC_INFO and SEM_INFO, nil for the others;
	// anything else is EFAULT.
	Semctl(id, num, cmd int, arg any) (int, error)

	// Msgget wraps msgget(2).
	Msgget(key Key, flags int) (id int, err error)
	// Msgsnd wraps msgsnd(2).
	Msgsnd(ctx context.Context, id int, mtype int64, text []byte, flags int, timeout time.Duration) error
	// Msgrcv wraps msgrcv(2): it receives at most len(buf) bytes and returns
	// how many, and the message's type.
	Msgrcv(ctx context.Context, id int, buf []byte, mtype int64, flags int, timeout time.Duration) (n int, got int64, err error)
	// Msgctl wraps msgctl(2). buf is *MsqidDS for IPC_STAT, IPC_SET (which
	// reads Perm.UID, Perm.GID, Perm.Mode and Qbytes), MSG_STAT and
	// MSG_STAT_ANY, *MsgLimits for IPC_INFO and MSG_INFO, nil for IPC_RMID;
	// anything else is EFAULT.
	Msgctl(id, cmd int, buf any) (int, error)
}

// SemOp is struct sembuf: one operation on one semaphore of a set.
type SemOp struct {
	Num uint16 // which semaphore, from 0
	Op  int16  // > 0: add (V); < 0: wait until it can be subtracted (P); 0: wait for zero
	Flg int16  // IPC_NOWAIT, SEM_UNDO
}

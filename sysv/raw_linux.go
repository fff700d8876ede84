//go:build amd64 || arm64

package sysv

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The structures as the kernel of 64-bit machines lays them out (struct
// ipc64_perm, shmid64_ds, shminfo64, shm_info, seminfo, msqid64_ds, msginfo).
// semid64_ds depends on the architecture.

type rawPerm struct {
	key        int32
	uid, gid   uint32
	cuid, cgid uint32
	mode       uint32
	seq, _     uint16
	_, _       uint64
}

type rawShmid struct {
	perm                rawPerm
	segsz               uint64
	atime, dtime, ctime int64
	cpid, lpid          int32
	nattch              uint64
	_, _                uint64
}

type rawShmLimits struct {
	shmmax, shmmin, shmmni, shmseg, shmall uint64
	_                                      [4]uint64
}

type rawShmUsage struct {
	usedIDs                     int32
	shmTot, shmRss, shmSwp      uint64
	swapAttempts, swapSuccesses uint64
}

type rawSemLimits struct {
	semmap, semmni, semmns, semmnu, semmsl int32
	semopm, semume, semusz, semvmx, semaem int32
}

type rawMsqid struct {
	perm                rawPerm
	stime, rtime, ctime int64
	cbytes              uint64
	qnum                uint64
	qbytes              uint64
	lspid, lrpid        int32
	_, _                uint64
}

type rawMsgLimits struct {
	msgpool, msgmap, msgmax, msgmnb int32
	msgmni, msgssz, msgtql          int32
	msgseg                          uint16
}

// Here the system calls are those of syscall, which golang.org/x/sys/unix only leads
// to: each detour costs a thirtieth of a semop that does not wait.

// The calls on segments wait for no other process, so Go's scheduler need not
// know of them; telling it would cost a fifth of a segment's whole life.
func rawShmget(key Key, size uint64, flags int) (int, unix.Errno) {
	id, _, e := syscall.RawSyscall(unix.SYS_SHMGET, uintptr(key), uintptr(size), uintptr(flags))
	return int(id), e
}

func rawShmat(id int, addr uintptr, flags int) (uintptr, unix.Errno) {
	at, _, e := syscall.RawSyscall(unix.SYS_SHMAT, uintptr(id), addr, uintptr(flags))
	return at, e
}

func rawShmdt(addr uintptr) unix.Errno {
	_, _, e := syscall.RawSyscall(unix.SYS_SHMDT, addr, 0, 0)
	return e
}

// rawReserve takes the addresses [addr, addr+size) if nothing is mapped there.
func rawReserve(addr, size uintptr) unix.Errno {
	at, _, e := syscall.Syscall6(unix.SYS_MMAP, addr, size, unix.PROT_NONE,
		unix.MAP_PRIVATE|unix.MAP_ANONYMOUS|unix.MAP_NORESERVE|unix.MAP_FIXED_NOREPLACE, ^uintptr(0), 0)
	if e == 0 && at != addr { // before Linux 4.17 the flag is taken for a hint
		rawUnmap(at, size)
		return unix.EEXIST
	}
	return e
}

func rawUnmap(addr, size uintptr) { syscall.Syscall(unix.SYS_MUNMAP, addr, size, 0) }

// rawBytes gives the bytes mapped at addr. The address is the kernel's, outside
// Go's heap; the detour through a pointer says so to vet.
func rawBytes(addr uintptr, size int) []byte {
	return unsafe.Slice((*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&addr))), size)
}

func rawShmctl[T rawShmid | rawShmLimits | rawShmUsage](id, cmd int, buf *T) (int, unix.Errno) {
	if cmd == SHM_LOCK { // reads what was swapped out
		n, _, e := syscall.Syscall(unix.SYS_SHMCTL, uintptr(id), uintptr(cmd), uintptr(unsafe.Pointer(buf)))
		return int(n), e
	}
	n, _, e := syscall.RawSyscall(unix.SYS_SHMCTL, uintptr(id), uintptr(cmd), uintptr(unsafe.Pointer(buf)))
	return int(n), e
}

func rawSemget(key Key, nsems, flags int) (int, unix.Errno) {
	id, _, e := syscall.Syscall(unix.SYS_SEMGET, uintptr(key), uintptr(nsems), uintptr(flags))
	return int(id), e
}

// rawSemopNow is for operations that cannot block: it does not tell Go's
// scheduler, which would have to wait for a thread that sleeps in here.
func rawSemopNow(id int, ops *SemOp, n int) unix.Errno {
	_, _, e := syscall.RawSyscall6(unix.SYS_SEMOP, uintptr(id), uintptr(unsafe.Pointer(ops)), uintptr(n), 0, 0, 0)
	return e
}

func rawSemop(id int, ops []SemOp, timeout *unix.Timespec) unix.Errno {
	_, _, e := syscall.Syscall6(unix.SYS_SEMTIMEDOP, uintptr(id), uintptr(unsafe.Pointer(unsafe.SliceData(ops))), uintptr(len(ops)), uintptr(unsafe.Pointer(timeout)), 0, 0)
	return e
}

// rawSemval is semctl for the commands on one value: they never sleep.
func rawSemval(id, num, cmd int, val int32) (int, unix.Errno) {
	n, _, e := syscall.RawSyscall6(unix.SYS_SEMCTL, uintptr(id), uintptr(num), uintptr(cmd), uintptr(uint32(val)), 0, 0)
	return int(n), e
}

func rawSemctl[T rawSemid | rawSemLimits | uint16](id, num, cmd int, buf *T) (int, unix.Errno) {
	n, _, e := syscall.Syscall6(unix.SYS_SEMCTL, uintptr(id), uintptr(num), uintptr(cmd), uintptr(unsafe.Pointer(buf)), 0, 0)
	return int(n), e
}

func rawMsgget(key Key, flags int) (int, unix.Errno) {
	id, _, e := syscall.Syscall(unix.SYS_MSGGET, uintptr(key), uintptr(flags), 0)
	return int(id), e
}

// rawMsgsnd sends struct msgbuf: msg is the type in 8 bytes, then the text.
func rawMsgsnd(id int, msg []byte, flags int, now bool) unix.Errno {
	p, size := unsafe.Pointer(unsafe.SliceData(msg)), uintptr(len(msg)-8)
	if now {
		_, _, e := syscall.RawSyscall6(unix.SYS_MSGSND, uintptr(id), uintptr(p), size, uintptr(flags), 0, 0)
		return e
	}
	_, _, e := syscall.Syscall6(unix.SYS_MSGSND, uintptr(id), uintptr(p), size, uintptr(flags), 0, 0)
	return e
}

func rawMsgrcv(id int, msg []byte, mtype int64, flags int, now bool) (int, unix.Errno) {
	p, size := unsafe.Pointer(unsafe.SliceData(msg)), uintptr(len(msg)-8)
	if now {
		n, _, e := syscall.RawSyscall6(unix.SYS_MSGRCV, uintptr(id), uintptr(p), size, uintptr(mtype), uintptr(flags), 0)
		return int(n), e
	}
	n, _, e := syscall.Syscall6(unix.SYS_MSGRCV, uintptr(id), uintptr(p), size, uintptr(mtype), uintptr(flags), 0)
	return int(n), e
}

func rawMsgctl[T rawMsqid | rawMsgLimits](id, cmd int, buf *T) (int, unix.Errno) {
	n, _, e := syscall.Syscall(unix.SYS_MSGCTL, uintptr(id), uintptr(cmd), uintptr(unsafe.Pointer(buf)))
	return int(n), e
}

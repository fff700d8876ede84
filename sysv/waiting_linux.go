//go:build amd64 || arm64

package sysv

import (
	"encoding/binary"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// WaitingAll tells which threads of this IPC namespace sleep in semop(2),
// msgsnd(2) or msgrcv(2), from /proc/PID/task/TID/syscall (proc_pid_syscall(5)).
// Processes that this one could not trace (ptrace(2)) are left out.
func WaitingAll() (Waiting, error) {
	pids, err := processes()
	if err != nil {
		return nil, err
	}
	namespace, err := os.Readlink("/proc/self/ns/ipc")
	if err != nil {
		return nil, procError(err)
	}
	all := Waiting{}
	for _, pid := range pids {
		dir := "/proc/" + strconv.Itoa(pid)
		found := sleepers(dir)
		if len(found) == 0 {
			continue
		}
		if other, err := os.Readlink(dir + "/ns/ipc"); err != nil || other != namespace {
			continue
		}
		comm, err := os.ReadFile(dir + "/comm")
		if err != nil {
			continue
		}
		for _, s := range found {
			s.PID, s.Name = pid, strings.TrimSuffix(string(comm), "\n")
			all[s.place] = append(all[s.place], s.Waiter)
		}
	}
	return all, nil
}

// sleeper is a Waiter and where it sleeps.
type sleeper struct {
	Waiter
	place
}

// sleepers looks at the threads of one process.
func sleepers(dir string) []sleeper {
	tasks, err := os.Open(dir + "/task")
	if err != nil {
		return nil
	}
	defer tasks.Close()
	threads, err := tasks.Readdirnames(-1)
	if err != nil {
		return nil
	}
	var found []sleeper
	for _, thread := range threads {
		text, err := os.ReadFile(dir + "/task/" + thread + "/syscall")
		if err != nil {
			if os.IsPermission(err) {
				return nil // nor the other threads
			}
			continue
		}
		if call, args, ok := parseSyscall(string(text)); ok {
			if s, ok := sleeping(call, args); ok {
				if s.kind == Semaphore {
					s.Ops = readOps(dir, args[1], args[2])
				}
				found = append(found, s)
			}
		}
	}
	return found
}

// parseSyscall reads a line like "220 0x8000 0x7ffe42 0x1 0x0 0x0 0x0 0x7ffe 0x7f3a":
// the call's number, six arguments, and two pointers. A thread that runs, or
// sleeps outside a call, has no arguments.
func parseSyscall(text string) (call int, args [6]uint64, ok bool) {
	fields := strings.Fields(text)
	if len(fields) != 1+len(args)+2 {
		return 0, args, false
	}
	call, err := strconv.Atoi(fields[0])
	for i := range args {
		if err == nil {
			args[i], err = strconv.ParseUint(fields[1+i], 0, 64)
		}
	}
	return call, args, err == nil
}

func sleeping(call int, args [6]uint64) (s sleeper, ok bool) {
	s.id = int(int32(args[0]))
	switch call {
	case unix.SYS_SEMOP, unix.SYS_SEMTIMEDOP:
		s.kind, s.Call = Semaphore, "semop"
	case unix.SYS_MSGSND:
		s.kind, s.Call = Queue, "msgsnd"
	case unix.SYS_MSGRCV:
		s.kind, s.Call, s.Type = Queue, "msgrcv", int64(args[3])
	default:
		return s, false
	}
	return s, true
}

// readOps reads an array of struct sembuf from another process's memory.
func readOps(dir string, address, count uint64) []SemOp {
	const most, size = 1 << 10, 6
	if count == 0 || count > most || address >= 1<<63 {
		return nil
	}
	memory, err := os.Open(dir + "/mem")
	if err != nil {
		return nil
	}
	defer memory.Close()
	bytes := make([]byte, count*size)
	if _, err := memory.ReadAt(bytes, int64(address)); err != nil {
		return nil
	}
	ops := make([]SemOp, count)
	for i := range ops {
		b := bytes[i*size:]
		order := binary.NativeEndian
		ops[i] = SemOp{Num: order.Uint16(b), Op: int16(order.Uint16(b[2:])), Flg: int16(order.Uint16(b[4:]))}
	}
	return ops
}

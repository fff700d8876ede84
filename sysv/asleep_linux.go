//go:build amd64 || arm64

package sysv

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// Asleep tells whether a thread of this process sleeps in a call on an object:
// in semop(2), or in msgsnd(2) or msgrcv(2). It reads
// /proc/self/task/TID/syscall (proc(5)), where a thread that runs has no call.
// The error is ENOSYS where the kernel does not tell.
func Asleep(kind Kind, id int) (bool, error) {
	var calls []string
	switch kind {
	case Semaphore:
		calls = []string{asleepIn(unix.SYS_SEMTIMEDOP, id)}
	case Queue:
		calls = []string{asleepIn(unix.SYS_MSGSND, id), asleepIn(unix.SYS_MSGRCV, id)}
	}
	threads, err := os.ReadDir("/proc/self/task")
	told := false
	for _, t := range threads {
		text, e := os.ReadFile("/proc/self/task/" + t.Name() + "/syscall")
		if e != nil {
			err = e
			continue
		}
		told = true
		for _, call := range calls {
			if strings.HasPrefix(string(text), call) {
				return true, nil
			}
		}
	}
	if !told {
		return false, &Error{Op: "asleep", Object: id, Errno: ENOSYS, Why: fmt.Sprintf("cannot see where a thread sleeps: %v", err)}
	}
	return false, nil
}

// asleepIn is how the line of a thread begins that sleeps in a call: its number
// and the first argument.
func asleepIn(call, id int) string { return fmt.Sprintf("%d 0x%x ", call, id) }

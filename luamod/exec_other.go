//go:build !linux

package luamod

import (
	"os"
	"syscall"

	"ipclua/sysv"
)

// Spawn needs Linux.
func (e *Exec) Spawn(Job) (Process, error) {
	return nil, &sysv.Error{Op: "spawn", Errno: sysv.ENOSYS, Why: "processes are started on Linux only"}
}

func kill(int, int) error { return syscall.EINVAL }

func raise(int) {}

func adopt() (*os.File, string) { return nil, "" }

func rename() {}

//go:build !linux

package sysv

import (
	"os/exec"
	"runtime"
)

// Isolate arranges that cmd starts in an IPC namespace of its own; it needs
// Linux.
func Isolate(cmd *exec.Cmd) error {
	return &Error{Op: "clone", Errno: ENOSYS, Why: "IPC namespaces are not supported on " + runtime.GOOS}
}

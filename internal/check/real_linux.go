//go:build amd64 || arm64

package check

import (
	"os/exec"
	"syscall"
)

// Real tells whether this machine has a kernel on which schedules can be replayed.
const Real = true

// detach keeps a terminal's Ctrl-C from a process: it is the director's.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

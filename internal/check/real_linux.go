//go:build amd64 || arm64

package check

import (
	"os/exec"
	"syscall"
)

// real tells whether this machine has System V IPC that we can use.
const real = true

// detach keeps a terminal's Ctrl-C from a process: it is the director's.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

package lab

import (
	"os/exec"
	"os/signal"
	"syscall"
)

// ownGroup gives a command a process group of its own, which ends with it.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error {
		killGroup(cmd)
		return nil
	}
}

// killGroup ends a command and all that it has started.
func killGroup(cmd *exec.Cmd) { syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }

// killOwnGroup ends this process and all that it has started.
func killOwnGroup() { syscall.Kill(0, syscall.SIGKILL) }

// ignoreFileLimit makes a write beyond the limit of files an error, and not the end
// of the process.
func ignoreFileLimit() { signal.Ignore(syscall.SIGXFSZ) }

//go:build unix

package watch

import (
	"os"
	"os/signal"
	"syscall"
)

// notifySystem tells of a terminal that got another size, and of a job that goes
// on after it was stopped.
func notifySystem(resized, resumed chan<- os.Signal) {
	signal.Notify(resized, syscall.SIGWINCH)
	signal.Notify(resumed, syscall.SIGCONT)
}

// stopJob gives the terminal to the shell, until that brings the job back. Where
// nobody could (the process group is an orphan), the kernel does not stop it.
func stopJob() error { return syscall.Kill(0, syscall.SIGTSTP) }

//go:build unix

package watch

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// notifyResized tells of a terminal that got another size.
func notifyResized(resized chan<- os.Signal) { signal.Notify(resized, syscall.SIGWINCH) }

// stop lets the shell go on until it brings this job back. Where nobody could
// (the process group is an orphan), the kernel does not stop it.
func stop() {
	resumed := make(chan os.Signal, 1)
	signal.Notify(resumed, syscall.SIGCONT)
	defer signal.Stop(resumed)
	if syscall.Kill(0, syscall.SIGTSTP) == nil {
		select {
		case <-resumed:
		case <-time.After(100 * time.Millisecond):
		}
	}
}

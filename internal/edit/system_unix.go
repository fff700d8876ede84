//go:build unix

package edit

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// onResize calls a function whenever the terminal has another size, until the
// function that it gives is called.
func onResize(do func()) (stop func()) {
	resized := make(chan os.Signal, 1)
	done := make(chan struct{})
	signal.Notify(resized, syscall.SIGWINCH)
	go func() {
		for {
			select {
			case <-resized:
				do()
			case <-done:
				return
			}
		}
	}()
	return func() {
		signal.Stop(resized)
		close(done)
	}
}

// stop stops the job that this process is of, until it is told to go on. Where
// nobody could tell it, the kernel does not stop it.
func stop() {
	goOn := make(chan os.Signal, 1)
	signal.Notify(goOn, syscall.SIGCONT)
	defer signal.Stop(goOn)
	syscall.Kill(0, syscall.SIGTSTP)
	select {
	case <-goOn:
	case <-time.After(100 * time.Millisecond):
	}
}

// lock tells whether a file could be locked, for as long as it is open.
func lock(f *os.File) bool {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}

package main

import (
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

// gcPercent lets the heap grow to five times what is in use before it is
// collected: scripts make short-lived numbers and tables, and are small.
const gcPercent = 400

// watchSignals ends the program when it is told to: the call that is running is
// broken, and a script that does not come to its end within the grace is ended
// here, beside it, because a running script looks at no flag. A second signal
// does not wait.
func (p *program) watchSignals() {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	close(p.watching)
	debug.SetGCPercent(gcPercent)
	s := <-signals
	for s == os.Interrupt && p.breakLine() {
		s = <-signals
	}
	code := exitCode(s)
	<-p.opened
	first := time.Now()
	p.interrupted.Store(int32(code))
	p.interrupt()
	deadline := time.After(grace)
	for waiting := true; waiting; {
		select {
		case <-deadline:
			waiting = false
		case <-signals:
			// Ctrl-C and its copy from the parent come together and mean one.
			waiting = time.Since(first) < grace/3
		}
	}
	p.end(false)
	p.exit(code)
}

// breakLine interrupts the line that runs at the prompt, and tells whether the
// prompt is back.
func (p *program) breakLine() bool {
	l := p.line.Load()
	if l == nil {
		return false
	}
	p.interrupt()
	select {
	case <-l.done:
		return true
	case <-time.After(grace):
		return false
	}
}

// exitCode is the shell's: 128 and the signal's number.
func exitCode(s os.Signal) int {
	if n, ok := s.(syscall.Signal); ok {
		return 128 + int(n)
	}
	return exitInterrupted
}

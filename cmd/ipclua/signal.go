package main

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
)

// prepare catches the signals that end a program, once. It waits until there is
// something to clean up or to go on with: for a script that computes, a signal's
// own action is right, and the preparation would be a tenth of the time that an
// empty script takes.
func (p *program) prepare() {
	p.prepared.Do(func() {
		signals := make(chan os.Signal, 4)
		for _, s := range [...]os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
			if !signal.Ignored(s) { // as under nohup(1)
				signal.Notify(signals, s)
			}
		}
		signal.Notify(make(chan os.Signal), syscall.SIGPIPE) // pipe acts on it
		go p.obey(signals)
	})
}

// obey ends the program when it is told to: the call that is running is
// broken, and a script that does not come to its end within the grace is ended
// here, beside it, because a running script looks at no flag. A second signal
// does not wait.
func (p *program) obey(signals <-chan os.Signal) {
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

// line is one that was typed at the prompt.
type line struct {
	done chan struct{} // closed when it has run

	mu   sync.Mutex
	over bool
	stop func() // ends its interrupt; nil: nobody has interrupted it
}

// end is for when the line has run. From then on nothing interrupts what comes.
func (l *line) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.over = true
	if l.stop != nil {
		l.stop()
	}
	close(l.done)
}

// interrupt breaks the line, the first time that it is called.
func (l *line) interrupt(p *program) (first bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over || l.stop != nil {
		return l.over
	}
	p.interrupt()
	l.stop = lua51.Interrupt(p.state, func(L *lua.LState) { L.RaiseError("interrupted!") })
	return true
}

// breakLine interrupts the line that runs at the prompt, and tells whether the
// program goes on: the prompt is back, or people are told that it is not.
func (p *program) breakLine() bool {
	l := p.line.Load()
	if l == nil {
		return false
	}
	first := l.interrupt(p)
	select {
	case <-l.done:
		return true
	case <-time.After(grace):
	}
	if first && p.prompt.Load() != nil {
		p.complain("the call does not stop yet; Ctrl-C again ends ipclua")
		return true
	}
	return false
}

// exitCode is the shell's: 128 and the signal's number.
func exitCode(s os.Signal) int {
	if n, ok := s.(syscall.Signal); ok {
		return 128 + int(n)
	}
	return exitInterrupted
}

package main

import (
	"errors"
	"io"
	"syscall"
)

// pipe is a stream of ours whose reader may go away, as in "ipclua … | head". The
// next write would end the process at once, and leave children and temporary
// objects; where SIGPIPE is caught broken is called, and the script is not told.
type pipe struct {
	io.Writer
	broken func()
}

func (w *pipe) Write(b []byte) (int, error) {
	n, err := w.Writer.Write(b)
	if errors.Is(err, syscall.EPIPE) {
		w.broken()
		return len(b), nil
	}
	return n, err
}

// brokenPipe ends the program as SIGPIPE would, beside the script.
func (p *program) brokenPipe() {
	code := exitCode(syscall.SIGPIPE)
	if p.interrupted.CompareAndSwap(0, int32(code)) {
		go func() {
			p.end(false)
			p.exit(code)
		}()
	}
}

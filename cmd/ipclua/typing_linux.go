package main

import (
	"context"
	"errors"
	"os"
	"syscall"
	"time"

	"ipclua/internal/lua51"
)

// typing is the terminal as io.stdin at the prompt, where Ctrl-C breaks a read.
type typing struct {
	*os.File
	context func() context.Context
}

// openTyping opens standard input's terminal once more: a file of its own can be
// read without blocking, and whoever else has standard input does not notice.
// Without /proc there is none: nil.
func openTyping(context func() context.Context) lua51.Device {
	f, err := os.OpenFile("/proc/self/fd/0", os.O_RDONLY|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil
	}
	return &typing{f, context}
}

// Read is that of io.Reader; an interrupted one fails with EINTR.
func (t *typing) Read(p []byte) (int, error) {
	broken := make(chan struct{})
	stop := context.AfterFunc(t.context(), func() {
		t.SetReadDeadline(time.Now())
		close(broken)
	})
	n, err := t.File.Read(p)
	if !stop() {
		<-broken
		t.SetReadDeadline(time.Time{})
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = syscall.EINTR
	}
	return n, err
}

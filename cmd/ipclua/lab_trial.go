package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"ipclua/internal/lab"
)

// test tries labs with their own files.
func (l *labbing) test() int {
	names := l.words
	if len(names) == 0 {
		var err error
		if names, err = l.course.Names(); err != nil {
			return l.fail(err)
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	code := exitDone
	for _, name := range names {
		one, err := l.course.Open(name)
		if err != nil {
			code = l.fail(err)
			continue
		}
		files, err := one.Trials()
		if err != nil {
			code = l.fail(err)
			continue
		}
		for _, file := range files {
			t, err := one.Try(ctx, file, lab.Options{Workers: runtime.GOMAXPROCS(0)})
			if ctx.Err() != nil {
				return exitInterrupted
			}
			if err != nil {
				return l.fail(err)
			}
			if t.Wrong != "" {
				code = exitFailed
				fmt.Fprintf(l.out, "✗ %s/%s: %s\n", one.Name, file, t.Wrong)
				continue
			}
			fmt.Fprintf(l.out, "✓ %s/%s: %d of %d points\n", one.Name, file, t.Mark.Points, t.Mark.Most)
		}
	}
	return code
}

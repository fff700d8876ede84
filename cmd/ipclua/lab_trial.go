package main

import (
	"fmt"
	"runtime"

	"ipclua/internal/lab"
	"ipclua/internal/width"
)

// test tries labs with their own files.
func (l *labbing) test() int {
	if l.from == "" {
		l.complain("lab: test needs --from DIR: the answers and mutants of ipclua's own labs are not in it")
		return exitUsage
	}
	names := l.words
	if len(names) == 0 {
		var err error
		if names, err = l.course.Names(); err != nil {
			return l.fail(err)
		}
	}
	code := exitDone
	for _, name := range names {
		ok, err := l.try(name)
		if err != nil {
			code = l.fail(err)
		} else if !ok {
			code = exitFailed
		}
		if l.ctx.Err() != nil {
			break
		}
	}
	return code
}

// try tries one lab and tells whether all is as it should be.
func (l *labbing) try(name string) (ok bool, err error) {
	one, err := l.course.Open(name)
	if err != nil {
		return false, err
	}
	files, err := one.Trials()
	if err != nil {
		return false, err
	}
	ok = true
	for _, file := range files {
		t, err := one.Try(l.ctx, file, lab.Options{Workers: runtime.GOMAXPROCS(0)})
		if err != nil {
			return false, err
		}
		if t.Wrong != "" {
			ok = false
			fmt.Fprintf(l.out, "✗ %s/%s: %s\n", one.Name, file, width.Plain(t.Wrong))
			continue
		}
		fmt.Fprintf(l.out, "✓ %s/%s: %d of %d points\n", one.Name, file, t.Mark.Points, t.Mark.Most)
	}
	return ok, nil
}

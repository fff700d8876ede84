package main

import (
	"fmt"

	"ipclua/internal/lab"
	"ipclua/internal/mark"
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
			t := one.Try(file, func(s lab.Submission) *mark.Mark { return &l.grade(one, s).Mark })
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

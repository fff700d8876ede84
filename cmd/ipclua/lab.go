package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"runtime"

	"ipclua/internal/lab"
)

// labCommand is one of the words behind "ipclua lab".
type labCommand struct {
	least, most int // arguments
	run         func(*labbing) int
}

func labCommands() map[string]labCommand {
	return map[string]labCommand{
		"list":  {0, 0, (*labbing).list},
		"show":  {1, 1, (*labbing).show},
		"check": {2, 2, (*labbing).check},
		"test":  {0, 1 << 10, (*labbing).test},
	}
}

// labbing is one run of ipclua lab.
type labbing struct {
	stdio
	labOptions
	course lab.Course
}

// runLab is ipclua lab.
func runLab(args []string, io stdio) int {
	o, err := parseLabOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(io.out, labUsage)
		return exitDone
	}
	if err != nil {
		io.complain("lab: %v", err)
		fmt.Fprint(io.err, labUsage)
		return exitUsage
	}
	l := &labbing{stdio: io, labOptions: o, course: lab.Course{FS: os.DirFS(o.from)}}
	tuneCollector()
	return labCommands()[o.command].run(l)
}

// fail complains of what stands in the way.
func (l *labbing) fail(err error) int {
	l.complain("lab: %v", err)
	return exitFailed
}

// list shows the labs that there are.
func (l *labbing) list() int {
	names, err := l.course.Names()
	if err != nil {
		return l.fail(err)
	}
	code := exitDone
	for _, name := range names {
		one, err := l.course.Open(name)
		if err != nil {
			code = l.fail(err)
			continue
		}
		fmt.Fprintf(l.out, "%-22s %3d points  %s\n", one.Name, one.Points, one.Title)
	}
	return code
}

// show prints the task.
func (l *labbing) show() int {
	one, err := l.course.Open(l.words[0])
	if err != nil {
		return l.fail(err)
	}
	text, err := one.Readme()
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%s has no %s", one.Name, lab.ReadmeFile)
	}
	if err != nil {
		return l.fail(err)
	}
	fmt.Fprint(l.out, text)
	return exitDone
}

// check grades a file.
func (l *labbing) check() int {
	one, err := l.course.Open(l.words[0])
	if err != nil {
		return l.fail(err)
	}
	text, err := os.ReadFile(l.words[1])
	if err != nil {
		return l.fail(err)
	}
	g := l.grade(one, lab.Submission{Path: l.words[1], Text: text})
	l.print(&g.Mark)
	if !g.Full() {
		return exitFailed
	}
	return exitDone
}

func (l *labbing) grade(one *lab.Lab, s lab.Submission) *lab.Graded {
	return one.Simulate(s, lab.Options{Workers: runtime.GOMAXPROCS(0)})
}

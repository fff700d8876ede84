package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	"ipclua/internal/lab"
	"ipclua/scripts"
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
		"grade": {2, 2, (*labbing).gradeAll},
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
	l := &labbing{stdio: io, labOptions: o, course: lab.Course{FS: scripts.Labs()}}
	if o.from != "" {
		l.course.FS = os.DirFS(o.from)
	}
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
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	g, err := one.Grade(ctx, lab.Submission{Path: l.words[1], Text: text}, lab.Options{
		Workers: runtime.GOMAXPROCS(0), Pages: true, Command: l.command(l.words[1]),
	})
	if ctx.Err() != nil {
		return exitInterrupted
	}
	if err != nil {
		return l.fail(err)
	}
	l.print(&g.Mark)
	if !g.Full() {
		return exitFailed
	}
	return exitDone
}

// command is the command line that grades a file, for people to add to.
func (l *labbing) command(file string) string {
	words := []string{"ipclua", "lab", "check", l.words[0], file}
	if l.from != "" {
		words = append(words, "--from", l.from)
	}
	for i, w := range words {
		words[i] = shellWord(w)
	}
	return strings.Join(words, " ")
}

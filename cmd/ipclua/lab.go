package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
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
		"start": {1, 2, (*labbing).start},
		"check": {2, 2, (*labbing).check},
		"grade": {2, 2, (*labbing).gradeAll},
		"test":  {0, 1 << 10, (*labbing).test},
		"words": {0, 0, (*labbing).reference},
	}
}

// labbing is one run of ipclua lab.
type labbing struct {
	stdio
	labOptions
	course lab.Course
	ctx    context.Context // ends when somebody interrupts
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
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	tuneCollector()
	l := &labbing{stdio: io, labOptions: o, course: lab.Course{FS: scripts.Labs()}, ctx: ctx}
	if o.from != "" {
		if info, err := os.Stat(o.from); err != nil || !info.IsDir() {
			return l.fail(fmt.Errorf("there is no folder %s", o.from))
		}
		l.course.FS = os.DirFS(o.from)
	}
	code := labCommands()[o.command].run(l)
	if ctx.Err() != nil {
		return exitInterrupted
	}
	return code
}

// fail complains of what stands in the way, unless it is that somebody has
// interrupted.
func (l *labbing) fail(err error) int {
	if l.ctx.Err() == nil {
		l.complain("lab: %v", err)
	}
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
		fmt.Fprintf(l.out, "%-20s  %2d points  %s\n", one.Name, one.Points, one.Title)
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

// reference prints what a check.lua may say.
func (l *labbing) reference() int {
	fmt.Fprint(l.out, lab.Reference)
	return exitDone
}

// start puts a lab's files into a folder. What is there already stays as it is.
func (l *labbing) start() int {
	one, err := l.course.Open(l.words[0])
	if err != nil {
		return l.fail(err)
	}
	dir := one.Name
	if len(l.words) > 1 {
		dir = l.words[1]
	}
	files := one.Files()
	for _, name := range files {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			return l.fail(fmt.Errorf("%s is there already, and nothing is overwritten", filepath.Join(dir, name)))
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return l.fail(err)
	}
	for _, name := range files {
		text, err := fs.ReadFile(one.Dir, name)
		if err == nil {
			err = writeNew(filepath.Join(dir, name), text)
		}
		if err != nil {
			return l.fail(err)
		}
	}
	fmt.Fprintf(l.out, "%s: %s\n", dir, strings.Join(files, ", "))
	return exitDone
}

// writeNew writes a file that must not exist.
func writeNew(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

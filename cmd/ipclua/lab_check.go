package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"ipclua/internal/batch"
	"ipclua/internal/lab"
	"ipclua/internal/mark"
	"ipclua/internal/whole"
)

// check grades a file, or the one that a folder has.
func (l *labbing) check() int {
	one, err := l.course.Open(l.words[0])
	if err != nil {
		return l.fail(err)
	}
	named, err := batch.At(l.words[1])
	if err != nil {
		return l.fail(err)
	}
	text, err := named.Read()
	if err != nil {
		return l.answer(one.Ungraded(l.words[1], err.Error()))
	}
	s := lab.Submission{Path: named.File, Text: text}
	o := lab.Options{Workers: runtime.GOMAXPROCS(0), Pages: true, Command: l.command(named.File)}
	if l.replay != nil {
		return l.replayTake(one, s, o)
	}
	g, err := one.Grade(l.ctx, s, o)
	if err == nil {
		if l.html == "" {
			l.html = strings.TrimSuffix(s.Path, ".lua") + "-report"
		}
		err = writePages(g, l.html)
	}
	if err != nil {
		return l.fail(err)
	}
	return l.answer(g)
}

// answer writes a mark.
func (l *labbing) answer(g *lab.Graded) int {
	format, ok := mark.Formats()[l.format]
	if !ok {
		format = markText
	}
	if err := format(l.out, &g.Mark); err != nil {
		return l.fail(err)
	}
	if g.NoKernel {
		l.complain("lab: this is the simulator's mark alone: nothing can be run on the real kernel here, as ipclua doctor explains")
	}
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

// replayTake shows one schedule again.
func (l *labbing) replayTake(one *lab.Lab, s lab.Submission, o lab.Options) int {
	r, err := one.Replay(l.ctx, s, o, *l.replay)
	if err == nil && r.Wrong != "" {
		err = errors.New(r.Wrong)
	}
	if err != nil {
		return l.fail(err)
	}
	if l.html != "" {
		if err := os.MkdirAll(l.html, 0o777); err != nil {
			return l.fail(err)
		}
		if err := whole.WriteFile(filepath.Join(l.html, "replay.html"), r.Page); err != nil {
			return l.fail(err)
		}
	}
	fmt.Fprint(l.out, r.Output)
	for _, text := range r.Texts {
		l.complain("fail, %s", text)
	}
	if len(r.Texts) > 0 {
		return exitFailed
	}
	l.complain("ok: nothing fails in this schedule")
	return exitDone
}

// labFormats are the formats of a mark by name, "text" the one for people.
func labFormats() []string {
	names := []string{"text"}
	for name := range mark.Formats() {
		names = append(names, name)
	}
	slices.Sort(names[1:])
	return names
}

package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"text/tabwriter"

	"ipclua/internal/batch"
	"ipclua/internal/lab"
	"ipclua/internal/mark"
	"ipclua/internal/whole"
	"ipclua/internal/width"
)

// gradeAll is ipclua lab grade: a folder of submissions.
func (l *labbing) gradeAll() int {
	one, err := l.course.Open(l.words[0])
	if err != nil {
		return l.fail(err)
	}
	dir := filepath.Clean(l.words[1])
	submissions, err := batch.Find(dir)
	if err == nil && len(submissions) == 0 {
		err = fmt.Errorf("there are no submissions in %s: NAME.lua, or a folder NAME with a file of Lua", dir)
	}
	if err != nil {
		return l.fail(err)
	}
	if l.to == "" {
		l.to = dir + "-marks"
	}
	if l.csv == "" {
		l.csv = filepath.Join(l.to, "marks.csv")
	}
	store, err := batch.NewStore(l.to)
	if err != nil {
		return l.fail(err)
	}
	grader, err := graderDigest(one)
	if err != nil {
		return l.fail(err)
	}
	bar := newBar(l.err, len(submissions))
	results := batch.Run(l.ctx, submissions, batch.Options{
		Store: store, Grader: grader, Jobs: l.jobs,
		Grade: func(ctx context.Context, s batch.Submission, text []byte, reports string) (mark.Mark, error) {
			return l.gradeOne(ctx, one, lab.Submission{Path: s.File, Text: text}, reports)
		},
		Progress: func(done int, last *batch.Result) { bar.show(done, last.Name) },
	})
	bar.clear()
	var table bytes.Buffer
	if err := batch.CSV(&table, results); err != nil {
		return l.fail(err)
	}
	if err := whole.WriteFile(l.csv, table.Bytes()); err != nil {
		return l.fail(err)
	}
	code := l.sum(results)
	if l.ctx.Err() != nil {
		l.complain("lab: stopped; the same command goes on where it was")
		return exitInterrupted
	}
	return code
}

// gradeOne grades one of several submissions, with no more than its share of the
// machine, and writes the pages of what has failed.
func (l *labbing) gradeOne(ctx context.Context, one *lab.Lab, s lab.Submission, reports string) (mark.Mark, error) {
	g, err := one.Grade(ctx, s, lab.Options{Workers: 1, Pages: true, Command: l.command(s.Path)})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return mark.Mark{}, err
	}
	return g.Mark, writePages(g, reports)
}

// writePages writes the pages of a mark into a folder, if there are any, and puts
// their paths into it. Those of an earlier mark that are not written again go.
func writePages(g *lab.Graded, dir string) error {
	for i := range g.Checks {
		c := &g.Checks[i]
		path := filepath.Join(dir, fmt.Sprintf("%d-%s.html", i+1, c.Name))
		if len(g.Pages[i]) == 0 {
			os.Remove(path) // an error: there is none
			continue
		}
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return err
		}
		if err := whole.WriteFile(path, g.Pages[i]); err != nil {
			return err
		}
		c.Report = path
	}
	if len(g.Pages) == 0 {
		os.Remove(dir) // an error: there is none, or something else is in it
	}
	return nil
}

// sum prints what came of the submissions.
func (l *labbing) sum(results []batch.Result) int {
	t := tabwriter.NewWriter(l.out, 0, 0, 2, ' ', 0)
	graded, kept, failed := 0, 0, 0
	for _, r := range results {
		switch {
		case errors.Is(r.Err, context.Canceled):
			continue
		case r.Graded:
			graded++
			fmt.Fprintf(t, "%s\t%d of %d\t%s\n", width.Plain(r.Name), r.Mark.Points, r.Mark.Most, width.Plain(r.Mark.Trouble))
			if r.Kept {
				kept++
			}
		default:
			failed++
			fmt.Fprintf(t, "%s\tnot graded\t%s\n", width.Plain(r.Name), width.Plain(r.Err.Error()))
		}
	}
	t.Flush()
	text := fmt.Sprintf("%d of %d submissions graded", graded, len(results))
	if kept > 0 {
		text += fmt.Sprintf(", %d of them before", kept)
	}
	l.complain("lab: %s; %s, reports in %s", text, l.csv, filepath.Join(l.to, "reports"))
	if failed > 0 {
		return exitFailed
	}
	return exitDone
}

// graderDigest stands for what a mark depends on beside the submission: the lab and
// this program.
func graderDigest(one *lab.Lab) (string, error) {
	h := fnv.New128a()
	err := fs.WalkDir(one.Dir, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(one.Dir, path)
		fmt.Fprintf(h, "%s %d\n%s", path, len(text), text)
		return err
	})
	if err != nil {
		return "", err
	}
	program, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(program)
	if err != nil {
		return "", err
	}
	defer f.Close()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), err
}

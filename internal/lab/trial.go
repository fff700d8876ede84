package lab

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"ipclua/internal/mark"
)

// Trial is one of a lab's own files, graded to see whether the lab is right.
type Trial struct {
	File   string // "wrong/swapped.lua"
	Mark   *mark.Mark
	Wrong  string   // what is not as it should be, empty: nothing
	Caught []string // by which checks it is to be caught
}

// Trials are the files that a lab is tried with: the answers, the beginning, and
// the mutants.
func (l *Lab) Trials() ([]string, error) {
	files := []string{AnswerFile}
	for _, pattern := range []string{rightDir + "/*.lua", StartFile, wrongDir + "/*.lua"} {
		found, err := fs.Glob(l.Dir, pattern)
		if err != nil {
			return nil, err
		}
		slices.Sort(found)
		files = append(files, found...)
	}
	return files, nil
}

// Try grades one of them: answers get full marks, the beginning less than half, and
// each mutant is caught by the checks that its first line names.
func (l *Lab) Try(ctx context.Context, file string, o Options) (Trial, error) {
	t := Trial{File: file}
	text, err := fs.ReadFile(l.Dir, file)
	if err != nil {
		t.Wrong = err.Error()
		return t, nil
	}
	g, err := l.Grade(ctx, Submission{Path: path.Base(file), Text: text}, o)
	if err != nil {
		return t, err
	}
	t.Mark = &g.Mark
	switch path.Dir(file) {
	case wrongDir:
		t.Wrong = t.mutant(string(text))
	case rightDir:
		t.Wrong = t.right()
	default:
		if file != StartFile {
			t.Wrong = t.right()
		} else if t.Mark.Full() {
			t.Wrong = "it has full marks already"
		} else if 2*t.Mark.Points >= t.Mark.Most {
			t.Wrong = fmt.Sprintf("it gets %d of %d points: less than half is what a file without the work should get", t.Mark.Points, t.Mark.Most)
		}
	}
	return t, nil
}

// right says why a file has not got full marks.
func (t *Trial) right() string {
	if t.Mark.Trouble != "" {
		return t.Mark.Trouble
	}
	for _, c := range t.Mark.Checks {
		if !c.Passed {
			return fmt.Sprintf("%s (%s): %s", c.Name, c.Run, c.Happened)
		}
	}
	return ""
}

// mutant says why a mutant is not caught as its first line says.
func (t *Trial) mutant(text string) string {
	_, names, ok := strings.Cut(firstLine(text), "caught by:")
	if !ok || !strings.HasPrefix(text, "-- wrong:") {
		return "its first line must be '-- wrong: …; caught by: NAME'"
	}
	if t.Mark.Trouble != "" {
		return t.Mark.Trouble
	}
	t.Caught = strings.FieldsFunc(names, func(c rune) bool { return c == ',' || c == ' ' || c == '\r' })
	for _, name := range t.Caught {
		if !slices.Contains(Names(), name) {
			return fmt.Sprintf("no check is called '%s'", name)
		}
		caught := slices.ContainsFunc(t.Mark.Checks, func(c mark.Check) bool { return c.Name == name && !c.Passed })
		if !caught {
			return fmt.Sprintf("%s does not catch it", name)
		}
	}
	if t.Caught == nil {
		return "its first line does not say which check is to catch it"
	}
	return ""
}

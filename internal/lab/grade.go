package lab

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"ipclua/internal/check"
	"ipclua/internal/lua51"
	"ipclua/internal/mark"
)

// Submission is a student's file.
type Submission struct {
	Path string // as people call it
	Text []byte
}

// base is what the file is called where it runs.
func (s *Submission) base() string { return filepath.Base(s.Path) }

// syntax is the error of a file that cannot be compiled.
func (s *Submission) syntax() error {
	text := s.Text
	if bytes.HasPrefix(text, []byte("#")) { // a first line for execve(2)
		text = append([]byte("--"), text...)
	}
	_, err := lua51.Compile(string(text), "@"+s.Path)
	return err
}

// Options say how to grade.
type Options struct {
	Workers int  // that play side by side, 0: as many as there are CPUs; the mark is the same with any number
	Pages   bool // of what has failed
	Brief   bool // what fails is not made simple and explained
	// Command is what people type to grade the file; with --replay behind it, it shows
	// a take again.
	Command   string
	Simulated bool // not on the real kernel
}

// Graded is a mark, and what explains it.
type Graded struct {
	mark.Mark
	Pages    map[int][]byte // of HTML, by the index of a check
	NoKernel bool           // nothing could be run on the real one, here
}

// Grade grades a submission: in the simulator, and where nothing has failed there,
// on the real kernel. The student's code runs in processes of its own; the
// program's main must begin with [WorkerMain]. An error means that it could not be
// asked, or that ctx has ended.
func (l *Lab) Grade(ctx context.Context, s Submission, o Options) (*Graded, error) {
	if len(s.Text) > mostText {
		return l.ungraded(s).trouble("the file has more than %d MB", mostText>>20), nil
	}
	t, err := l.newTask(s, o)
	if err != nil {
		return nil, err
	}
	g := &Graded{}
	limited, cancel := context.WithTimeout(ctx, simulateSeconds*time.Second)
	defer cancel()
	complaint, err := t.ask(limited, worksSimulate, g, nil)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		g = l.ungraded(s)
		switch {
		case errors.Is(err, errLate):
			return g.trouble("it takes more than %d s in the simulator", simulateSeconds), nil
		case errors.Is(err, errBusy):
			return g.trouble("it takes more than %d s of computing in the simulator", simulateCPU), nil
		case outOfMemory(complaint):
			return g.trouble("it needs more than %d MB of memory", simulateMemory>>20), nil
		}
		return g.trouble("the simulator has failed: %v: %s", err, firstLine(complaint)), nil
	}
	if g.Trouble == "" && !o.Simulated {
		err = l.gradeReal(ctx, g, t)
	}
	return g, err
}

// outOfMemory tells whether a worker has died for want of memory, by what Go's
// runtime says then. Its collector does not survive to get none.
func outOfMemory(complaint string) bool {
	return strings.Contains(complaint, "out of memory") || strings.Contains(complaint, "cannot allocate memory") ||
		strings.HasPrefix(complaint, "SIGSEGV") && strings.Contains(complaint, "goroutine 0 ")
}

// Ungraded is the mark of a submission that cannot be graded.
func (l *Lab) Ungraded(path, trouble string) *Graded {
	return l.ungraded(Submission{Path: path}).trouble("%s", trouble)
}

// ungraded is a mark without points.
func (l *Lab) ungraded(s Submission) *Graded {
	g := &Graded{Mark: mark.Mark{Lab: l.Name, Title: l.Title, File: s.Path, Most: l.Points}}
	g.Checks = make([]mark.Check, len(l.checks))
	for i, c := range l.checks {
		g.Checks[i] = mark.Check{Name: c.name, Run: c.run.title, Expected: c.expected, Most: c.points, Hint: c.hint}
	}
	return g
}

// simulate grades a submission by its runs in the simulator, in this process.
func (l *Lab) simulate(s Submission, o Options) *Graded {
	g := l.ungraded(s)
	if err := s.syntax(); err != nil {
		return g.trouble("it cannot be read: %v", err)
	}
	found := map[*rule]*result{}
	surveys := map[*run]*survey{}
	for _, r := range l.runs {
		v := l.surveyAll(r, s, o)
		if v.differs != nil {
			return g.trouble("%s", check.Difference(v.differs))
		}
		surveys[r] = v
		for i := range v.results {
			found[v.results[i].rule] = &v.results[i]
		}
	}
	for i, c := range l.checks {
		g.settle(i, found[c], surveys[c.run])
		if r := found[c]; r.failing != nil && !o.Brief {
			g.explain(i, l, r, s, o)
		}
	}
	return g
}

// trouble fails all checks.
func (g *Graded) trouble(format string, v ...any) *Graded {
	g.Trouble = fmt.Sprintf(format, v...)
	g.Points = 0
	for i := range g.Checks {
		c := &g.Checks[i]
		c.Passed, c.Points, c.Happened = false, 0, "the file could not be graded"
	}
	return g
}

// surveyAll plays all scenes of a run.
func (l *Lab) surveyAll(r *run, s Submission, o Options) *survey {
	v := l.newScene(r, 0, s.base(), s.Text).survey(r.schedules, o.Workers)
	kills := r.kills(v.programs)
	for _, program := range kills {
		v.merge(l.newScene(r, program, s.base(), s.Text).survey(max(1, r.schedules/len(kills)), o.Workers))
	}
	return v
}

// settle says what has become of a check.
func (g *Graded) settle(i int, r *result, v *survey) {
	c := &g.Checks[i]
	switch missed, ok := r.rule.judge.(interface{ missed(int) string }); {
	case r.failing != nil:
		c.Happened = r.verdict.happened
		if r.verdict.line > 0 {
			c.File, c.Line = g.File, r.verdict.line
		}
		return
	case r.decided && !v.acts && onlyForbids(r.rule.judge):
		c.Happened = "there is nothing to judge: the programs make no System V call"
	case r.decided || r.rule.implied:
		c.Passed, c.Points = true, c.Most
		g.Points += c.Points
		return
	case ok && v.over > 0:
		c.Happened = missed.missed(v.schedules)
	default:
		c.Happened = "it could not be judged"
		if cause := v.cause(); cause != "" {
			c.Happened += " because of " + cause
		}
	}
}

func onlyForbids(j judge) bool {
	f, ok := j.(forbids)
	return ok && f.forbids()
}

package lab

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"ipclua/internal/check"
	"ipclua/internal/lua51"
	"ipclua/luamod"
	"ipclua/sysv"
)

// gradeReal runs a submission on the real kernel, where the simulator has found
// nothing wrong with a run.
func (l *Lab) gradeReal(ctx context.Context, g *Graded, t *task) error {
	if !check.Real {
		g.NoKernel = true
		return nil
	}
	for i, r := range l.runs {
		if !r.real || g.hasFailed(l, r) {
			continue
		}
		t.Run = i
		seen, complaint, err := t.playReal(ctx, r)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if errors.Is(err, errShared) {
			g.NoKernel = true
			return nil
		}
		if err != nil && !errors.Is(err, errLate) {
			return fmt.Errorf("the real run '%s': %v: %s", r.title, err, firstLine(complaint))
		}
		g.judgeReal(l, r, seen, t.Submission.base())
	}
	return nil
}

// hasFailed tells whether something of a run has.
func (g *Graded) hasFailed(l *Lab, r *run) bool {
	for i, c := range l.checks {
		if c.run == r && !g.Checks[i].Passed {
			return true
		}
	}
	return false
}

// judgeReal takes over into the mark what a real run shows.
func (g *Graded) judgeReal(l *Lab, r *run, seen *sight, base string) {
	for i, c := range l.checks {
		if c.run != r {
			continue
		}
		v := c.judge.judge(&play{sight: seen, rule: c})
		if !v.failed {
			continue
		}
		check := &g.Checks[i]
		g.Points -= check.Points
		check.Passed, check.Points, check.Real, check.Happened = false, 0, true, "on the real kernel: "+v.happened
		if line := lineIn(v.happened, base); line > 0 {
			check.File, check.Line = g.File, line
		}
	}
}

// lineIn is the line of a file that a message names, 0: none.
func lineIn(message, file string) int {
	_, rest, ok := strings.Cut(message, file+":")
	if !ok {
		return 0
	}
	number, _, _ := strings.Cut(rest, ":")
	line, _ := strconv.Atoi(number)
	return line
}

// playReal plays a run on the real kernel, in an IPC namespace of its own.
func (t *task) playReal(ctx context.Context, r *run) (seen *sight, complaint string, err error) {
	t.Dir, err = os.MkdirTemp("", "ipclua-lab-")
	if err != nil {
		return nil, "", err
	}
	defer os.RemoveAll(t.Dir)
	limited, cancel := context.WithTimeout(ctx, r.patience())
	defer cancel()
	seen = &sight{}
	complaint, err = t.ask(limited, worksDrive, seen, isolate)
	if errors.Is(err, errLate) {
		seen = &sight{Late: true, Findings: make([]finding, len(r.checks))}
	}
	return seen, complaint, err
}

// patience is how long a run may take by the wall's clock: other work may be in the
// way. Of computing it may have its seconds.
func (r *run) patience() time.Duration {
	const factor = 4
	return time.Duration(factor * r.seconds * float64(time.Second))
}

// errShared is for machines on which there can be no other IPC namespace: then a
// submission cannot be run on the real kernel.
var errShared = errors.New("there can be no IPC namespace of its own")

func isolate(cmd *exec.Cmd) error {
	if err := sysv.Isolate(cmd); err != nil {
		return fmt.Errorf("%w: %v", errShared, err)
	}
	return nil
}

// driveTask is the driver of a run on the real kernel.
func driveTask(t *task, l *Lab) (any, error) {
	r := l.runs[t.Run]
	scratch := filepath.Join(t.Dir, scratchDir)
	if err := os.Mkdir(scratch, 0o700); err != nil {
		return nil, err
	}
	files := map[string][]byte{t.Submission.base(): t.Submission.Text}
	for name, text := range l.data {
		if _, own := files[name]; !own {
			files[name] = text
		}
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(scratch, name), text, 0o600); err != nil {
			return nil, err
		}
	}
	text, err := json.Marshal(briefing{r.provide, r.seconds})
	if err == nil {
		err = os.WriteFile(filepath.Join(t.Dir, briefingFile), text, 0o600)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(t.Dir, inputFile), []byte(r.input), 0o600)
	}
	if err != nil {
		return nil, err
	}
	s := &realStage{dir: t.Dir, file: t.Submission.base(), own: map[owned]bool{}}
	s.spawned = counted{file: filepath.Join(t.Dir, spawnedFile)}
	s.L, s.module = openReal(scratch, lua51.NewOutput(discard{}, discard{}), s.Mark, func(w *luamod.World) {
		w.Created = func(kind sysv.Kind, id int) { s.own[owned{kind, id}] = true }
		w.Spawner = nil
	})
	seen := &sight{}
	drive(s, r, 0, seen)
	for i := range seen.Programs {
		seen.Programs[i].Complaint = s.read(strconv.Itoa(i+1) + ".err")
	}
	return seen, nil
}

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
	"sync"
	"syscall"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/check"
	"ipclua/internal/lua51"
	"ipclua/luamod"
	"ipclua/sysv"
)

// gradeReal runs a submission on the real kernel, where the simulator has found
// nothing wrong with a run.
func (l *Lab) gradeReal(ctx context.Context, g *Graded, t *task) error {
	if !check.Real {
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

const inputFile = "input"

// realStage is where a driver works with real processes.
type realStage struct {
	dir, file string
	L         *lua.LState
	module    *luamod.Module
	own       map[owned]bool // objects of the driver's
	spawned   counted
	programs  []*realChild
}

type owned struct {
	kind sysv.Kind
	id   int
}

func (s *realStage) State() *lua.LState     { return s.L }
func (s *realStage) Module() *luamod.Module { return s.module }
func (s *realStage) Mark(_, _ string)       {}
func (s *realStage) Kill(luamod.Process)    {}

// Start starts the student's file.
func (s *realStage) Start(args []string) (luamod.Process, error) {
	if err := s.spawned.count(); err != nil {
		return nil, err
	}
	number := len(s.programs) + 1
	in, err := os.Open(filepath.Join(s.dir, inputFile))
	if err != nil {
		return nil, err
	}
	defer in.Close()
	complaints, err := appending(filepath.Join(s.dir, fmt.Sprintf("%d.err", number)))
	if err != nil {
		return nil, err
	}
	defer complaints.Close()
	cmd := exec.Command("/proc/self/exe")
	cmd.Args = append([]string{os.Args[0], s.file}, args...)
	cmd.Env = []string{fmt.Sprintf("%s=%s %s %d", workerVariable, worksProgram, s.dir, number)}
	cmd.Dir = filepath.Join(s.dir, scratchDir)
	cmd.Stdin, cmd.Stderr = in, complaints
	if err := cmd.Start(); err != nil {
		return nil, &sysv.Error{Op: "spawn", Errno: sysv.EAGAIN, Why: err.Error()}
	}
	c := &realChild{number: number, process: cmd.Process, ended: make(chan struct{})}
	s.programs = append(s.programs, c)
	go c.reap(cmd)
	return c, nil
}

// Output is what a program has printed, with those that it has spawned.
func (s *realStage) Output(of luamod.Process) string {
	return s.read(strconv.Itoa(of.(*realChild).number) + ".out")
}

func (s *realStage) AllOutput() string { return s.read(outputFile) }

func (s *realStage) read(name string) string {
	text, _ := os.ReadFile(filepath.Join(s.dir, name)) // nobody has written to it
	return string(text)
}

// AwaitAll waits for the programs, each of which has waited for what it spawned.
func (s *realStage) AwaitAll() {
	for _, c := range s.programs {
		<-c.ended
	}
}

// Left are the objects that exist, but for the driver's own.
func (s *realStage) Left() []sysv.Object {
	host := sysv.NewHost()
	var left []sysv.Object
	for _, kind := range []sysv.Kind{sysv.Segment, sysv.Semaphore, sysv.Queue} {
		list, _ := sysv.List(host, kind)
		for _, o := range list {
			mine := o.Shm != nil && o.Shm.Cpid == os.Getpid()
			if !mine && !s.own[owned{o.Kind, o.ID}] {
				left = append(left, o)
			}
		}
	}
	return left
}

// realChild is a program as its driver sees it.
type realChild struct {
	number  int
	process *os.Process
	ended   chan struct{} // closed once status is set
	status  luamod.Status

	mu sync.Mutex // of signals
}

func (c *realChild) reap(cmd *exec.Cmd) {
	cmd.Wait() // how it ended is in its state
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		c.status.Signal = int(status.Signal())
	} else {
		c.status.Code = cmd.ProcessState.ExitCode()
	}
	close(c.ended)
}

func (c *realChild) Pid() int       { return c.process.Pid }
func (c *realChild) Number() int    { return c.number }
func (c *realChild) Result() []byte { return nil }

// Wait is luamod.Process's.
func (c *realChild) Wait(ctx context.Context, timeout time.Duration) (luamod.Status, bool, error) {
	var expired <-chan time.Time
	if timeout >= 0 {
		timer := time.NewTimer(timeout)
		defer timer.Stop()
		expired = timer.C
	}
	select {
	case <-c.ended:
		return c.status, true, nil
	default:
	}
	select {
	case <-c.ended:
		return c.status, true, nil
	case <-expired:
		return luamod.Status{}, false, nil
	case <-ctx.Done():
		return luamod.Status{}, false, ctx.Err()
	}
}

// Signal is luamod.Process's.
func (c *realChild) Signal(signal int) error { return c.process.Signal(syscall.Signal(signal)) }

package lab

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"time"

	"ipclua/internal/check"
	"ipclua/sysv"
)

// A student's code runs in processes of ours that are not the grader's: what it uses
// up or brings down is theirs. They are this executable again.

// workerVariable says in the environment what such a process is.
const workerVariable = "IPCLUA_LAB"

// What it can be; programs have their folder behind it.
const (
	worksSimulate = "simulate"
	worksReplay   = "replay"
	worksDrive    = "drive"
	worksProgram  = "program"
)

// What a submission may use.
const (
	simulateCPU     = 8  // seconds, for all runs together
	simulateSeconds = 60 // of the wall's clock: other work may be in the way
	simulateMemory  = 1 << 30
	programMemory   = 512 << 20
	mostOutput      = 1 << 20 // bytes that a run prints
	mostFile        = 16 << 20
	mostText        = 1 << 20  // bytes of the file itself
	mostSegments    = 16 << 20 // bytes of shared memory
)

// WorkerMain is for the beginning of the main of a program that grades. In a process
// in which a submission is to run it does that and ends the process by exit; in any
// other it is false.
func WorkerMain(exit func(code int)) bool {
	what, ok := os.LookupEnv(workerVariable)
	if !ok {
		return false
	}
	what, rest, _ := strings.Cut(what, " ")
	switch what {
	case worksSimulate:
		os.Unsetenv(workerVariable)
		exit(work(simulateTask))
	case worksReplay:
		os.Unsetenv(workerVariable)
		exit(work(replayTask))
	case worksDrive:
		os.Unsetenv(workerVariable)
		exit(work(driveTask))
	case worksProgram:
		runProgram(rest, exit)
	default:
		exit(1)
	}
	return true
}

// task is what a worker is to do.
type task struct {
	Lab        string
	Check      string // the text of check.lua
	Data       check.Disk
	Submission Submission
	Options    Options
	Take       Take   // to replay
	Run        int    // to drive, from 0
	Dir        string // for what it writes
}

// newTask packs what a worker needs to know of a lab.
func (l *Lab) newTask(s Submission, o Options) (*task, error) {
	text, err := fs.ReadFile(l.Dir, CheckFile)
	if err != nil {
		return nil, err
	}
	return &task{Lab: l.Name, Check: string(text), Data: l.data, Submission: s, Options: o}, nil
}

// open gives the lab of a task.
func (t *task) open() (*Lab, error) {
	l := &Lab{Name: t.Lab, data: t.Data}
	return l, define(l, t.Check)
}

// work does a task that comes through standard input, and writes what came of it to
// descriptor 3. When whoever asked is gone, it ends.
func work(do func(*task, *Lab) (any, error)) int {
	const results = 3
	out := os.NewFile(results, "results")
	in := json.NewDecoder(os.Stdin)
	var t task
	if err := in.Decode(&t); err != nil {
		return 1
	}
	go func() {
		io.Copy(io.Discard, io.MultiReader(in.Buffered(), os.Stdin))
		if self, err := os.FindProcess(os.Getpid()); err == nil {
			self.Kill()
		}
	}()
	l, err := t.open()
	if err == nil {
		var found any
		if found, err = do(&t, l); err == nil {
			err = json.NewEncoder(out).Encode(found)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func simulateTask(t *task, l *Lab) (any, error) {
	if err := limitSimulation(); err != nil {
		return nil, err
	}
	return l.simulate(t.Submission, t.Options), nil
}

// limitSimulation gives up what a simulation must not use.
func limitSimulation() error {
	debug.SetGCPercent(gcPercent)
	debug.SetMemoryLimit(simulateMemory * 3 / 4)
	return sysv.Rlimits{Data: simulateMemory, CPU: simulateCPU}.Set()
}

// gcPercent lets the heap of a worker grow: its garbage is short-lived.
const gcPercent = 400

// Errors of a worker that has used up its time, by the wall's clock or of
// computing.
var (
	errLate = errors.New("its time is over")
	errBusy = errors.New("it has computed for too long")
)

// ask gives a task to a worker and reads what came of it into found. The worker and
// all that it has started have ended then. complaint is what the worker wrote to
// standard error.
func (t *task) ask(ctx context.Context, what string, found any, prepare func(*exec.Cmd) error) (complaint string, err error) {
	results, theirs, err := os.Pipe()
	if err != nil {
		return "", err
	}
	defer results.Close()
	text, err := json.Marshal(t)
	if err != nil {
		theirs.Close()
		return "", err
	}
	self, err := os.Executable()
	if err != nil {
		theirs.Close()
		return "", err
	}
	cmd := exec.CommandContext(ctx, self)
	cmd.Args = os.Args[:1]
	cmd.Env = []string{workerVariable + "=" + what}
	cmd.ExtraFiles = []*os.File{theirs}
	ownGroup(cmd)
	complaints := &bounded{most: 1 << 14}
	cmd.Stderr = complaints
	stdin, err := cmd.StdinPipe()
	if err == nil && prepare != nil {
		err = prepare(cmd)
	}
	if err == nil {
		err = cmd.Start()
	}
	theirs.Close()
	if err != nil {
		return "", err
	}
	go stdin.Write(text) // an error: it has ended
	decoded := make(chan error, 1)
	go func() { decoded <- json.NewDecoder(io.LimitReader(results, 1<<28)).Decode(found) }()
	err = <-decoded
	stdin.Close()
	killGroup(cmd) // it has no more to say
	waited := cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return complaints.String(), errLate
	case err != nil && waited != nil && cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime() >= simulateCPU*time.Second:
		return complaints.String(), errBusy
	case err != nil && waited != nil:
		return complaints.String(), waited
	}
	return complaints.String(), err
}

// bounded keeps the beginning of what is written.
type bounded struct {
	bytes.Buffer
	most int
}

func (b *bounded) Write(p []byte) (int, error) {
	if room := b.most - b.Len(); room > 0 {
		b.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
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
		case strings.Contains(complaint, "out of memory") || strings.Contains(complaint, "cannot allocate memory"):
			return g.trouble("it needs more than %d MB of memory", simulateMemory>>20), nil
		}
		return g.trouble("the simulator has failed: %v: %s", err, firstLine(complaint)), nil
	}
	if g.Trouble == "" && !o.Simulated {
		err = l.gradeReal(ctx, g, t)
	}
	return g, err
}

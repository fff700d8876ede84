package luamod

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	"ipclua/sysv"
)

// Exec is the Spawner of real processes. It runs this executable again, whose
// main must begin with [ChildMain].
//
// Parent and child share a socket, the child's descriptor 3. The job comes
// through it and the result goes back. The parent's death closes it, and that
// ends the child (see ChildMain): PR_SET_PDEATHSIG would not do, because it
// follows the thread that started the child, and in Go threads come and go
// (golang/go#27505).
type Exec struct {
	// Interpreter is the command that runs a script, without the script. nil is
	// this executable; another program does not learn of its parent's death.
	Interpreter []string

	// Stdin, Stdout and Stderr are the processes'; nil: this process's own.
	Stdin, Stdout, Stderr *os.File
}

// childVariable marks a child in its environment, until ChildMain has seen it.
const childVariable = "IPCLUA_CHILD"

// Its values.
const (
	runsFunction = "function"
	runsScript   = "script"
)

// errNoChildMain is for a program that would otherwise start itself again and again.
var errNoChildMain = &sysv.Error{Op: "spawn", Errno: sysv.EPERM, Why: "this process was spawned, but its program does not call luamod.ChildMain first"}

// argv is the command line of a job. A script whose name looks like an option
// gets a path.
func (e *Exec) argv(job Job) []string {
	if job.Message != nil {
		return []string{strings.TrimSuffix(os.Args[0], spawnedMark) + spawnedMark}
	}
	script := job.Script
	if strings.HasPrefix(script, "-") {
		script = "./" + script
	}
	argv := e.Interpreter
	if len(argv) == 0 {
		argv = []string{strings.TrimSuffix(os.Args[0], spawnedMark)}
	}
	return append(append(argv[:len(argv):len(argv)], script), job.Args...)
}

// files are a process's first descriptors.
func (e *Exec) files() []uintptr {
	list := []uintptr{0, 1, 2}
	for i, f := range [...]*os.File{e.Stdin, e.Stdout, e.Stderr} {
		if f != nil {
			list[i] = f.Fd()
		}
	}
	return list
}

// spawnedMark is how a spawned function looks in ps(1).
const spawnedMark = " [spawned]"

// openFailure tells why a script cannot be read, nil if it can.
func openFailure(script string) error {
	f, err := os.Open(script)
	if err == nil {
		defer f.Close()
		var info os.FileInfo
		if info, err = f.Stat(); err == nil && info.IsDir() {
			return syscall.EISDIR
		}
	}
	var e *os.PathError
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}

// execProcess is a child as its parent sees it. A goroutine attends to it until
// it has ended.
type execProcess struct {
	pid    int
	ended  chan struct{}
	status Status // once it has ended, like result
	result []byte

	mu     sync.Mutex
	reaped bool // the pid may be another process's
}

func (p *execProcess) Pid() int               { return p.pid }
func (p *execProcess) Ended() <-chan struct{} { return p.ended }

func (p *execProcess) Result() []byte {
	select {
	case <-p.ended:
		return p.result
	default:
		return nil
	}
}

func (p *execProcess) Wait(ctx context.Context, timeout time.Duration) (Status, bool, error) {
	select {
	case <-p.ended:
		return p.status, true, nil
	default:
	}
	var expired <-chan time.Time
	if timeout >= 0 {
		timer := time.NewTimer(timeout)
		defer timer.Stop()
		expired = timer.C
	}
	select {
	case <-p.ended:
		return p.status, true, nil
	case <-expired:
		return Status{}, false, nil
	case <-ctx.Done():
		return Status{}, false, &sysv.Error{Op: "wait", Object: p.pid, Errno: sysv.EINTR}
	}
}

func (p *execProcess) Signal(signal int) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.reaped {
		return &sysv.Error{Op: "kill", Object: p.pid, Errno: sysv.ESRCH}
	}
	return killError(p.pid, kill(p.pid, signal))
}

func spawnError(err error) error { return &sysv.Error{Op: "spawn", Errno: errnoFrom(err)} }

func killError(pid int, err error) error {
	if err == nil {
		return nil
	}
	return &sysv.Error{Op: "kill", Object: pid, Errno: errnoFrom(err)}
}

// errnoFrom is the errno of a call of package syscall.
func errnoFrom(err error) sysv.Errno {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return sysv.Errno(errno)
	}
	return sysv.EIO
}

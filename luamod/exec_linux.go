package luamod

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"ipclua/sysv"
)

// executable is the running one, also when its file is replaced or gone.
const executable = "/proc/self/exe"

// link is the child's descriptor of the connection.
const link = 3

// atOnce is the length of a frame that a socket takes before anybody reads.
const atOnce = 32 << 10

// Spawn starts a process.
func (e *Exec) Spawn(job Job) (Process, error) {
	if _, child := syscall.Getenv(childVariable); child {
		return nil, errNoChildMain
	}
	mark := runsScript
	if job.Message != nil {
		mark = runsFunction
	} else if len(e.Interpreter) > 0 {
		return e.runForeign(job)
	}
	fds, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, spawnError(err)
	}
	ours, theirs := fds[0], fds[1]
	defer syscall.Close(theirs)
	var frame []byte
	if job.Message != nil {
		frame = jobFrame(job)
	}
	if 0 < len(frame) && len(frame) <= atOnce {
		_, err = syscall.Write(ours, frame)
		frame = nil
	}
	var pid int
	if err == nil {
		env := append(syscall.Environ(), childVariable+"="+mark)
		pid, err = syscall.ForkExec(executable, e.argv(job), &syscall.ProcAttr{Env: env, Files: append(e.files(), uintptr(theirs)), Sys: e.attributes()})
	}
	if err != nil {
		syscall.Close(ours)
		return nil, spawnError(err)
	}
	syscall.SetNonblock(ours, true) // so that it waits in Go's poller, not on a thread
	p := &execProcess{pid: pid, ended: make(chan struct{})}
	go p.attend(os.NewFile(uintptr(ours), "process"), frame)
	return p, nil
}

func (e *Exec) attributes() *syscall.SysProcAttr {
	if !e.Background {
		return nil
	}
	return &syscall.SysProcAttr{Setpgid: true}
}

// runForeign runs a script by another program, which knows nothing of link.
func (e *Exec) runForeign(job Job) (Process, error) {
	argv := e.argv(job)
	path, err := exec.LookPath(argv[0])
	if err != nil {
		return nil, &sysv.Error{Op: "spawn", Object: argv[0], Errno: sysv.ENOENT}
	}
	pid, err := syscall.ForkExec(path, argv, &syscall.ProcAttr{Env: syscall.Environ(), Files: e.files(), Sys: e.attributes()})
	if err != nil {
		return nil, spawnError(err)
	}
	p := &execProcess{pid: pid, ended: make(chan struct{})}
	go p.reap()
	return p, nil
}

// attend sends what is left of the job, receives the result and sees the child
// off. Reading goes on until the child has closed its end, so that it can
// never hang on a result that nobody takes.
func (p *execProcess) attend(conn *os.File, frame []byte) {
	if frame != nil {
		conn.Write(frame) // an error: it has ended
	}
	if result, err := readFrame(conn); err == nil {
		p.result = result
		io.Copy(io.Discard, conn)
	}
	conn.Close()
	p.reap()
}

// reap waits for the child on this goroutine's thread.
func (p *execProcess) reap() {
	// The pid stays the child's until wait4, and then no signal may go to it.
	const pPid = 1
	for {
		_, _, e := syscall.Syscall6(syscall.SYS_WAITID, pPid, uintptr(p.pid), 0, syscall.WEXITED|syscall.WNOWAIT, 0, 0)
		if e != syscall.EINTR {
			break
		}
	}
	p.mu.Lock()
	var ws syscall.WaitStatus
	var err error
	for {
		if _, err = syscall.Wait4(p.pid, &ws, 0, nil); err != syscall.EINTR {
			break
		}
	}
	p.reaped = true
	p.mu.Unlock()
	switch {
	case err != nil: // somebody else has reaped it: what it told us must do
		if !outcomeOf(p.result).ok() {
			p.status.Code = 1
		}
	case ws.Signaled():
		p.status.Signal = int(ws.Signal())
	default:
		p.status.Code = ws.ExitStatus()
	}
	close(p.ended)
}

func kill(pid, signal int) error { return syscall.Kill(pid, syscall.Signal(signal)) }

// raise is raise(3). A signal to the process may go to a thread that has to wait for a
// CPU; this one gets it before the call returns.
func raise(signal int) {
	runtime.LockOSThread()
	syscall.RawSyscall(syscall.SYS_TGKILL, uintptr(os.Getpid()), uintptr(syscall.Gettid()), uintptr(signal))
}

// adopt gives the connection to the parent, in a spawned process, and what it
// is to run. It is taken once: what this process starts is no child of ours.
func adopt() (conn *os.File, runs string) {
	runs, child := syscall.Getenv(childVariable)
	if !child {
		return nil, ""
	}
	syscall.Unsetenv(childVariable)
	syscall.CloseOnExec(link)
	return os.NewFile(link, "parent"), runs
}

// rename sets the name that ps(1) and top(1) show, which would be "exe".
func rename() {
	name := filepath.Base(strings.TrimSuffix(os.Args[0], spawnedMark))
	fd, err := syscall.Open("/proc/self/comm", syscall.O_WRONLY|syscall.O_CLOEXEC, 0)
	if err == nil {
		syscall.Write(fd, []byte(name))
		syscall.Close(fd)
	}
}

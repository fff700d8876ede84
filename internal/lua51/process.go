package lua51

import (
	"os"
	"strings"
	"syscall"

	lua "github.com/yuin/gopher-lua"
)

const shell = "/bin/sh"

// startShell starts a command with these standard files.
func startShell(command string, in, out *os.File) (*os.Process, error) {
	return os.StartProcess(shell, []string{"sh", "-c", command}, &os.ProcAttr{Files: []*os.File{in, out, os.Stderr}})
}

// A pipe is the device of io.popen. Its end is the command's.
type pipe struct {
	*os.File
	command *os.Process
}

func (p pipe) Close() error {
	p.File.Close()
	_, err := p.command.Wait()
	return err
}

func (l *ioLibrary) popen(L *lua.LState) int {
	command, mode := pathArgument(L, 1), optional(L, 2, pathArgument, "r")
	l.mustRun(L)
	l.flushAll()
	s, err := popen(command, mode)
	if err != nil {
		return answerFor(L, command, err)
	}
	L.Push(l.handle(L, s))
	return 1
}

// mustRun raises the reason why no commands can be run.
func (l *ioLibrary) mustRun(L *lua.LState) {
	if err := l.system.Commands(); err != nil {
		L.RaiseError("%v", err)
	}
}

func popen(command, mode string) (*stream, error) {
	reads := strings.Contains(mode, "r")
	if reads == strings.Contains(mode, "w") || strings.Trim(mode, "rwe") != "" {
		return nil, syscall.EINVAL
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	in, out, mine := os.Stdin, w, r
	if !reads {
		in, out, mine = r, os.Stdout, w
	}
	p, err := startShell(command, in, out)
	if reads {
		w.Close()
	} else {
		r.Close()
	}
	if err != nil {
		mine.Close()
		return nil, err
	}
	return &stream{device: pipe{mine, p}, reads: reads, writes: !reads, buffering: "full"}, nil
}

// execute gives the status of wait(2), as system(3) does, and without a command
// whether there is a shell.
func (l *osLibrary) execute(L *lua.LState) int {
	status := 0
	if L.Get(1) != lua.LNil {
		command := pathArgument(L, 1)
		if l.io != nil {
			l.io.mustRun(L)
			l.io.flushPrint()
		}
		status = system(command)
	} else if _, err := os.Stat(shell); err == nil && l.system.Commands() == nil {
		status = 1
	}
	L.Push(lua.LNumber(status))
	return 1
}

func system(command string) int {
	const (
		notFound = 127 << 8
		dumped   = 0x80
	)
	p, err := startShell(command, os.Stdin, os.Stdout)
	if err != nil {
		return notFound
	}
	state, err := p.Wait()
	if err != nil {
		return -1
	}
	status := state.Sys().(syscall.WaitStatus)
	if !status.Signaled() {
		return status.ExitStatus() << 8
	}
	if status.CoreDump() {
		return int(status.Signal()) | dumped
	}
	return int(status.Signal())
}

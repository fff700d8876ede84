package lab

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	lua "github.com/yuin/gopher-lua"

	"ipclua/luamod"
	"ipclua/sysv"
)

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

package check

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"ipclua/internal/lua51"
	"ipclua/internal/sim"
	"ipclua/luamod"
	"ipclua/sysv"
)

// newWorld is what a script may touch, in whichever process has the state.
func (s *state) newWorld() *luamod.World {
	return &luamod.World{
		Spawner: spawner{s},
		Context: func() context.Context {
			if s.process.Dying() {
				return ended
			}
			return context.Background()
		},
		Time: func() float64 { return s.run.now().Seconds() },
		Sleep: func(_ context.Context, d time.Duration) error {
			s.sleep(d)
			return nil
		},
		Getpid: func() int { return s.process.Pid() },
		Getppid: func() int {
			if s.process.Parent == nil {
				return 1
			}
			return s.process.Parent.Pid()
		},
		Ftok:     s.ftok,
		Readable: s.readable,
		Exit:     s.exit,
		Caught:   s.caught,
		Names:    func(set int, names []string) { s.run.name(set, names) },
		Complain: func(err error) { s.run.complain(err) },
	}
}

// HostMark is the mark of a sleep that a stage's own code asked for.
const HostMark = "host"

func (s *state) sleep(d time.Duration) {
	s.process.Sleep(d)
	if stage := s.run.script.Stage; stage != nil {
		if file, _ := lua51.Position(s.L); stage.Own(file) {
			s.process.Remark(HostMark)
		}
	}
}

// exit is os.exit. The script's own failure ends the run.
func (s *state) exit(code int) {
	if s.process.Number == 1 {
		s.run.code = code
		if code != 0 {
			s.run.machine.Stop(epilogue)
		}
	}
	s.process.Exit(code)
}

func (s *state) ftok(path string, proj int) (sysv.Key, error) {
	s.note(path, false)
	return s.run.files.ftok(path, proj)
}

// readable tells why a file cannot be run, nil if it can.
func (s *state) readable(path string) error {
	f, err := s.system.Source(path)
	if err == nil {
		err = f.Close()
	}
	var inPath *os.PathError
	if errors.As(err, &inPath) {
		return inPath.Err
	}
	return err
}

// ended is a context that has.
var ended = func() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}()

// spawner starts simulated processes.
type spawner struct{ *state }

// Spawn starts a process that runs a shipped function or a script.
func (s spawner) Spawn(job luamod.Job) (luamod.Process, error) {
	if stage := s.run.script.Stage; stage != nil && s.run.machine.Processes() >= stage.Processes {
		return nil, &sysv.Error{Op: "spawn", Errno: sysv.EAGAIN, Why: fmt.Sprintf("there have been %d processes, which is the limit", stage.Processes)}
	}
	c := &child{self: s.process}
	c.process = s.process.Spawn(s.name(job), nil, func(p *sim.Process) int {
		st := s.run.open(p)
		var code int
		c.result, code = st.runJob(job)
		if !st.module.Close(code == 0) && code == 0 {
			code = 1
		}
		return code
	})
	if c.process == nil {
		return nil, &sysv.Error{Op: "spawn", Errno: sysv.EINTR}
	}
	return c, nil
}

// name is what a process is called in reports: its script, or where it was spawned.
func (s spawner) name(job luamod.Job) string {
	if job.Message == nil {
		return job.Script
	}
	file, line := s.process.Where()
	name := fmt.Sprintf("%s:%d", file, line)
	if job.Index > 0 {
		name += fmt.Sprintf(" [%d]", job.Index)
	}
	return name
}

// child is a process as its parent sees it.
type child struct {
	self, process *sim.Process
	result        []byte
	known         bool // the parent has seen the end
}

func (c *child) Pid() int    { return c.process.Pid() }
func (c *child) Number() int { return c.process.Number }

func (c *child) Wait(ctx context.Context, timeout time.Duration) (luamod.Status, bool, error) {
	if c.known {
		status, _ := c.process.Ended()
		return luamod.Status(status), true, nil
	}
	status, ended, err := c.self.Wait(ctx, c.process, timeout)
	c.known = ended
	if !ended {
		status = sim.Status{}
	}
	return luamod.Status(status), ended, err
}

func (c *child) Signal(signal int) error { return c.self.Kill(c.process, signal) }

func (c *child) Result() []byte {
	if _, ended := c.process.Ended(); !ended {
		return nil
	}
	return c.result
}

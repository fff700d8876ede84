package check

import (
	"context"
	"fmt"
	"time"

	"ipclua/internal/sim"
	"ipclua/luamod"
	"ipclua/sysv"
)

// world is what a script may touch, in a simulated process.
func (r *run) world(s *state, p *sim.Process) *luamod.World {
	return &luamod.World{
		Kernel:  p,
		Spawner: &spawner{r, s, p},
		Context: func() context.Context {
			if p.Dying() {
				return ended
			}
			return context.Background()
		},
		Time: func() float64 { return r.machine.Now().Seconds() },
		Sleep: func(_ context.Context, d time.Duration) error {
			p.Sleep(d)
			return nil
		},
		Getpid: p.Pid,
		Getppid: func() int {
			if p.Parent == nil {
				return 1
			}
			return p.Parent.Pid()
		},
		Stdout: s.output,
		Exit: func(code int) {
			if p.Number == 1 {
				r.code = code
				if code != 0 {
					r.machine.Stop(epilogue)
				}
			}
			p.Exit(code)
		},
		Caught: s.caught,
		Names: func(set int, names []string) {
			if r.names == nil {
				r.names = map[int][]string{}
			}
			r.names[set] = names
		},
		Complain: r.complain,
	}
}

// ended is a context that has.
var ended = func() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}()

// spawner starts simulated processes.
type spawner struct {
	run   *run
	state *state
	self  *sim.Process
}

// Spawn starts a process that runs a shipped function or a script.
func (s *spawner) Spawn(job luamod.Job) (luamod.Process, error) {
	c := &child{self: s.self}
	c.process = s.self.Spawn(s.name(job), nil, func(p *sim.Process) int {
		st := s.run.open(p)
		var code int
		if job.Message == nil {
			code = st.runSpawned(job)
		} else if c.result, code = st.module.Run(job); code != 0 {
			st.fail()
		}
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
func (s *spawner) name(job luamod.Job) string {
	if job.Message == nil {
		return job.Script
	}
	file, line := s.self.Where()
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

func (c *child) Pid() int { return c.process.Pid() }

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

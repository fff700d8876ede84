package record

import (
	"context"
	"os"
	"strings"
	syncatomic "sync/atomic"
	"time"

	"ipclua/internal/lua51"
	"ipclua/luamod"
	"ipclua/sysv"

	lua "github.com/yuin/gopher-lua"
)

// variable names, in a process's environment, the folder for the records of a run;
// whatever a process starts inherits it. Behind the folder stands withMemory where
// accesses to shared memory are recorded.
const variable = "IPCLUA_TRACE"

const withMemory = ":memory"

// Environment is what a process has in its environment that is to record what it
// does in a folder.
func Environment(dir string, memory bool) string {
	text := variable + "=" + dir
	if memory {
		text += withMemory
	}
	return text
}

// World makes all that the script of a state can do part of a record, where this
// process's environment says so. A record that cannot be begun is no reason to stop
// a script: it goes on unrecorded.
func World(L *lua.LState, w *luamod.World, args []string) {
	dir, traced := os.LookupEnv(variable)
	if !traced {
		return
	}
	dir, memory := strings.CutSuffix(dir, withMemory)
	position := func() (string, int) {
		if w.Context().Err() != nil { // another goroutine cleans up, beside the script
			return "", 0
		}
		return lua51.Position(L)
	}
	l, err := Create(dir, position)
	if err != nil {
		return
	}
	l.Memory = memory
	l.Name(commandName(args))
	w.Kernel = Wrap(w.Kernel, l)
	w.Spawner = spawner{w.Spawner, l}
	nap := w.Sleep
	w.Sleep = func(ctx context.Context, d time.Duration) error {
		e := l.begin(sleep, 0, int64(d), 0)
		err := nap(ctx, d)
		if err != nil {
			e.end(0, &sysv.Error{Op: "sleep", Errno: sysv.EINTR})
		} else {
			e.end(0, nil)
		}
		return err
	}
	w.Names = l.names
	w.Joins = func() func(luamod.Process) {
		e := l.begin(waitAny, 0, 0, 0)
		e.waits()
		return func(p luamod.Process) {
			if p, ok := p.(*process); ok {
				e.joined(p)
			}
		}
	}
}

// commandName is what a command line runs.
func commandName(args []string) string {
	name := strings.Join(args[min(1, len(args)):], " ")
	if rest, ok := strings.CutPrefix(name, "-"); ok && (rest == "" || rest[0] == ' ') {
		return "stdin" + rest
	}
	return name
}

// spawner records which processes are started.
type spawner struct {
	spawner luamod.Spawner
	log     *Log
}

// Spawn starts a process. When it has ended, the record says so, whether the
// script wants to know or not.
func (s spawner) Spawn(job luamod.Job) (luamod.Process, error) {
	e := s.log.beginText(spawn, 0, int64(job.Index), 0, job.Script)
	p, err := s.spawner.Spawn(job)
	if err != nil {
		e.end(0, err)
		return nil, err
	}
	e.end(p.Pid(), nil)
	child := &process{Process: p, log: s.log, ended: make(chan struct{})}
	go child.await()
	return child, nil
}

// process records what is done with a child.
type process struct {
	luamod.Process
	log   *Log
	ended chan struct{}
	known syncatomic.Bool // the script knows that it has ended
}

// Ended gives what is closed when the process has ended.
func (p *process) Ended() <-chan struct{} { return p.ended }

// await notes that the process has ended.
func (p *process) await() {
	if status, over, _ := p.Process.Wait(context.Background(), sysv.Forever); over {
		p.log.ended(p.Pid(), packStatus(status))
	}
	close(p.ended)
}

// Wait waits for the process. A look that does not wait is not recorded, nor is
// what is known.
func (p *process) Wait(ctx context.Context, timeout time.Duration) (luamod.Status, bool, error) {
	if timeout == 0 || p.known.Load() {
		return p.Process.Wait(ctx, timeout)
	}
	e := p.log.begin(wait, 0, int64(p.Pid()), int64(timeout))
	status, over, err := p.Process.Wait(ctx, 0)
	if err == nil && !over {
		e.waits()
		status, over, err = p.Process.Wait(ctx, timeout)
	}
	if err == nil && !over {
		err = &sysv.Error{Op: "wait", Object: p.Pid(), Errno: sysv.EAGAIN}
		e.end(0, err)
		return status, false, nil
	}
	p.known.Store(over)
	e.end(packStatus(status), err)
	return status, over, err
}

// joined notes for which process a wait for several has come to its end.
func (e entry) joined(p *process) {
	if e == nil {
		return
	}
	status, _, _ := p.Process.Wait(context.Background(), 0)
	p.known.Store(true)
	order.PutUint64(e[atA:], uint64(p.Pid()))
	e.end(packStatus(status), nil)
}

// Signal sends a signal.
func (p *process) Signal(signal int) error {
	e := p.log.begin(kill, 0, int64(p.Pid()), int64(signal))
	err := p.Process.Signal(signal)
	e.end(0, err)
	return err
}

// packStatus puts how a process ended into a result.
func packStatus(s luamod.Status) int { return int(pair(s.Code, s.Signal)) }

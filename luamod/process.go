package luamod

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// Spawner starts processes. An error of it is a *[sysv.Error].
type Spawner interface {
	Spawn(job Job) (Process, error)
}

// Job is what a process is to do: run a function that was shipped, or a script.
type Job struct {
	Message []byte   // for [Module.Run]: the function and its arguments; nil for a script
	Index   int      // in ipc.parallel: which of the processes, from 1; 0 elsewhere
	Script  string   // a file, run as a program of its own
	Args    []string // of the script
}

// Process is a child.
type Process interface {
	Pid() int
	// Wait waits until the process has ended, for at most timeout (sysv.Forever:
	// for ever). ok is false when it has not. An error: ctx ended first.
	Wait(ctx context.Context, timeout time.Duration) (s Status, ok bool, err error)
	// Signal sends a signal by its number. To a process that has ended it is ESRCH.
	Signal(signal int) error
	// Result is what [Module.Run] gave in the child, once the process has ended;
	// nil where it did not get so far.
	Result() []byte
}

// Status is how a process ended.
type Status struct {
	Code   int // its exit code
	Signal int // the signal that ended it, 0 for none
}

// process is the Lua value of a child.
type process struct {
	Process
	values   []lua.LValue // what join gave, once it gave it
	failure  *lua.LTable  // or what it raised
	joined   bool         // the script knows how it ended
	signaled bool         // the script has sent it a signal
}

func (p *process) String() string { return fmt.Sprintf("process %d", p.Pid()) }

// children are the processes that a script has started and whose end it has
// not seen. The goroutine that a signal wakes uses them beside the script.
type children struct {
	mu    sync.Mutex
	list  []*process
	sweep int                // the length at which to look for those that have ended
	over  bool               // the script is
	hurry context.CancelFunc // ends the wait of a Close
}

// sweepFrom is the least number of children that is looked through.
const sweepFrom = 64

// start starts a process, unless the script is over: from then on somebody
// waits for those that are in the list.
func (c *children) start(s Spawner, job Job) (*process, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.over {
		return nil, &sysv.Error{Op: "spawn", Errno: sysv.EINTR, Why: "the script is over, no process can be started"}
	}
	started, err := s.Spawn(job)
	if err != nil {
		return nil, err
	}
	if len(c.list) >= max(c.sweep, sweepFrom) {
		c.forgetEnded()
		c.sweep = 2 * len(c.list)
	}
	p := &process{Process: started}
	c.list = append(c.list, p)
	return p, nil
}

// forgetEnded keeps those that still run, and those whose end would be news.
func (c *children) forgetEnded() {
	var rest []*process
	for _, p := range c.list {
		if s, ended, _ := p.Wait(context.Background(), 0); !ended || !p.joined && s != (Status{}) {
			rest = append(rest, p)
		}
	}
	c.list = rest
}

// all are those of the list as it is now.
func (c *children) all() []*process {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.list)
}

// update changes what the script knows of a process.
func (c *children) update(p *process, change func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change()
}

func (m *Module) openProcessClass() {
	m.classes.process = m.newClass("ipc.process", []function{
		{"wait", m.processWait},
		{"join", m.processJoin},
		{"alive", m.processAlive},
		{"kill", m.processKill},
	}, []function{{"__tostring", func(L *lua.LState) int {
		L.Push(lua.LString(self[*process](L, "tostring").String()))
		return 1
	}}})
	m.joinErrorMeta = m.newJoinErrorMeta()
}

func (m *Module) processFunctions() []function {
	return []function{
		{"spawn", m.spawn},
		{"parallel", m.parallel},
	}
}

// spawn is ipc.spawn(fn | file, ...).
func (m *Module) spawn(L *lua.LState) int {
	a := callArgs(L, "spawn")
	var job Job
	switch a.get(1).(type) {
	case *lua.LFunction:
		job.Message = m.pack(L, "ipc.spawn", 1)
	case lua.LString:
		job = m.script(a)
	default:
		a.failType(1, "function or file name")
	}
	p, err := m.start(L, job)
	if err != nil {
		m.raise(L, err)
	}
	L.Push(m.classes.process.wrapFields(L, p, []field{{"pid", lua.LNumber(p.Pid())}}))
	return 1
}

// start starts a process. A script that is interrupted starts no more.
func (m *Module) start(L *lua.LState, job Job) (*process, error) {
	m.stopIfInterrupted(L, m.world.Context())
	if m.world.Spawner == nil {
		return nil, &sysv.Error{Op: "spawn", Errno: sysv.ENOSYS, Why: "no processes can be started here"}
	}
	return m.children.start(m.world.Spawner, job)
}

// script reads a script's name and its arguments, which are texts.
func (m *Module) script(a args) Job {
	job := Job{Script: a.text(1)}
	readable := openFailure
	if m.world.Readable != nil {
		readable = m.world.Readable
	}
	if why := readable(job.Script); why != nil {
		a.fail(1, "cannot open '%s': %v", job.Script, why)
	}
	for n := 2; n <= a.count(); n++ {
		job.Args = append(job.Args, a.text(n))
	}
	return job
}

// processWait is p:wait([timeout]).
func (m *Module) processWait(L *lua.LState) int {
	p := self[*process](L, "wait")
	s, ended := m.await(L, p, methodArgs(L, "wait").seconds(1))
	switch {
	case !ended:
		L.Push(lua.LFalse)
		return 1
	case s == Status{}:
		L.Push(lua.LTrue)
		return 1
	}
	kind, number := "exit", s.Code
	if s.Signal != 0 {
		kind, number = "signal", s.Signal
	}
	L.Push(lua.LNil)
	L.Push(lua.LString(kind))
	L.Push(lua.LNumber(number))
	return 3
}

// interruptLag is how long the Ctrl-C that ended a child may take to reach us.
const interruptLag = 50 * time.Millisecond

// await waits for a process on behalf of the script.
func (m *Module) await(L *lua.LState, p *process, timeout time.Duration) (Status, bool) {
	ctx := m.world.Context()
	s, ended, err := p.Wait(ctx, timeout)
	if err != nil {
		m.stopIfInterrupted(L, ctx)
		m.raise(L, err)
	}
	if !ended {
		return s, false
	}
	if s.Signal == sigint && !p.signaled {
		// A terminal sends its Ctrl-C to all of us: the script is to stop, not to
		// complain of its child.
		m.world.Sleep(ctx, interruptLag)
		m.stopIfInterrupted(L, ctx)
	}
	if outcomeOf(p.Result()).kind != failure { // an error is news until it is joined
		m.children.update(p, func() { p.joined = true })
	}
	return s, true
}

// processAlive is p:alive().
func (m *Module) processAlive(L *lua.LState) int {
	_, ended, _ := self[*process](L, "alive").Wait(context.Background(), 0)
	L.Push(lua.LBool(!ended))
	return 1
}

// processKill is p:kill([signal="SIGTERM"]): true, or nil, message, errno.
func (m *Module) processKill(L *lua.LState) int {
	p := self[*process](L, "kill")
	a := methodArgs(L, "kill")
	signal := sigterm
	if name, ok := a.get(1).(lua.LString); ok {
		if signal, ok = signalNumber(string(name)); !ok {
			a.fail(1, "no signal is called '%s'%s", string(name), Suggest(string(name), signalNames()))
		}
	} else if a.given(1) {
		signal = int(a.integer(1, math.MinInt32, math.MaxInt32))
	}
	m.children.update(p, func() { p.signaled = p.signaled || signal != 0 })
	if err := p.Signal(signal); err != nil {
		return failed(L, err)
	}
	L.Push(lua.LTrue)
	return 1
}

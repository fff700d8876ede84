package sim

import (
	"context"
	"time"

	"ipclua/sysv"
)

// Process is one process of a machine: a sysv.Kernel, and the watcher of the
// memories that it attaches. Its methods are for its own goroutine, but for
// those that say otherwise.
type Process struct {
	Number int    // from 1
	Name   string // what it runs
	Parent *Process
	Caller Caller

	// Where tells the place in the script, for steps; nil: nobody knows.
	Where func() (file string, line int)
	// Cleanup is what the process still does when a signal ends it that it can
	// react to; nil: nothing.
	Cleanup func()
	// Apart tells that what the process does to memory is no part of a race: it
	// only looks on.
	Apart bool
	// Host is whatever the host wants to keep with the process.
	Host any

	m       *Machine
	baton   chan struct{}
	next    Step
	touches [4]Access    // of next
	ops     []sysv.SemOp // of next
	wants   want
	text    []byte // of a message to be sent or received
	flags   int
	child   *Process
	waiter  *Waiter       // in an exact run: it sleeps in a queue
	came    time.Duration // when it came to next

	made    int    // the index of the step that it made last
	waiting bool   // it has come to its next step
	slept   bool   // in a queue, in the step that it made last
	open    bool   // the step that it made last, an access, is still to be completed
	was     []byte // before it, where it writes and that is known
	ended   bool
	dead    bool // its goroutine is to end without another step
	dying   int  // the signal that ends it in order
	leaving bool // it does, and has come to its next step
	undoing bool // it has adjustments for its end
	status  Status
	spin    spin
}

// Status is how a process ended.
type Status struct {
	Code   int
	Signal int // 0 for none
}

// want is what a step has to wait for.
type want uint8

const (
	wantNothing want = iota
	wantOps
	wantRoom
	wantMessage
	wantEnd  // of a child
	wantWake // by the kernel, in an exact run
)

// firstPid is the pid of process 1.
const firstPid = 1001

func (m *Machine) newProcess(parent *Process, name string, main func(*Process) int) *Process {
	p := &Process{Number: len(m.processes) + 1, Name: name, Parent: parent, m: m, baton: make(chan struct{}, 1)}
	p.Caller.Pid = firstPid + p.Number - 1
	if parent != nil {
		p.Caller.UID, p.Caller.GID = parent.Caller.UID, parent.Caller.GID
	}
	m.processes = append(m.processes, p)
	m.alive.Add(1)
	go p.live(main)
	return p
}

// live is the process's goroutine.
func (p *Process) live(main func(*Process) int) {
	defer p.m.alive.Done()
	defer func() { p.exit() }()
	<-p.baton
	if !p.dead {
		p.status.Code = main(p)
	}
}

// exit is the end of the process's goroutine, whichever way it came to it.
func (p *Process) exit() {
	if p.dead || p.ended {
		return
	}
	defer func() {
		if p.dead { // the run is over
			return
		}
		p.m.IPC.Exit(&p.Caller)
		p.ended = true
		p.finish(nil)
		p.m.pass(p)
	}()
	if p.dying != 0 {
		p.status = Status{Signal: p.dying}
		if p.Cleanup != nil {
			p.Cleanup()
		}
	}
	p.begin("exit")
	p.touch(Access{Space: Lifetime, Mode: Write, ID: p.Number, To: 1})
	p.touchLeft()
	p.make(wantNothing)
}

// Exit ends the process.
func (p *Process) Exit(code int) {
	p.status.Code = code
	goexit()
}

// Pid is the process's number in the system.
func (p *Process) Pid() int { return p.Caller.Pid }

// Ended tells whether it has, and how.
func (p *Process) Ended() (Status, bool) { return p.status, p.ended }

// Spawn starts a process, which is a copy of nobody: it runs main. Setup sees it
// before it goes on.
func (p *Process) Spawn(name string, setup func(*Process), main func(*Process) int) *Process {
	if p.dead {
		return nil
	}
	p.begin("spawn")
	p.next.Child = len(p.m.processes) + 1
	p.touch(Access{Space: Lifetime, Mode: Write, ID: 0, To: 1})
	p.make(wantNothing)
	c := p.m.newProcess(p, name, main)
	p.last().Child = c.Number
	if setup != nil {
		setup(c)
	}
	p.m.advance = append(p.m.advance, c)
	p.finish(nil)
	return c
}

// Wait waits until another process has ended, for at most timeout. It tells
// whether it has.
func (p *Process) Wait(ctx context.Context, c *Process, timeout time.Duration) (Status, bool, error) {
	if p.dead {
		return c.status, c.ended, nil
	}
	p.begin("wait")
	p.next.Child, p.next.Timeout, p.child = c.Number, timeout, c
	p.touch(Access{Space: Lifetime, Mode: Read, ID: c.Number, To: 1})
	p.make(wantEnd)
	var err error
	if !c.ended {
		p.expire()
	}
	if !c.ended && timeout < 0 {
		err = &sysv.Error{Op: "wait", Object: c.Pid(), Errno: sysv.EINTR}
	}
	p.finish(err)
	return c.status, c.ended, err
}

// Kill sends a signal to a process: SIGKILL ends it at once, 0 asks whether it
// is there, SIGCHLD and others that are ignored do nothing, all others end it
// after its Cleanup.
func (p *Process) Kill(c *Process, signal int) error {
	const sigkill, sigchld, sigcont, sigurg, sigwinch = 9, 17, 18, 23, 28
	if p.dead {
		return &sysv.Error{Op: "kill", Object: c.Pid(), Errno: sysv.ESRCH}
	}
	p.begin("kill")
	p.next.Child, p.next.Signal = c.Number, signal
	p.touch(Access{Space: Lifetime, Mode: Write, ID: c.Number, To: 1})
	p.make(wantNothing)
	var err error
	switch {
	case c.ended:
		err = &sysv.Error{Op: "kill", Object: c.Pid(), Errno: sysv.ESRCH}
	case signal < 0 || signal > 64:
		err = &sysv.Error{Op: "kill", Object: c.Pid(), Errno: sysv.EINVAL}
	case signal == 0 || signal == sigchld || signal == sigcont || signal == sigurg || signal == sigwinch:
	case c == p:
		p.finish(nil)
		p.dying = signal
		goexit()
	case signal == sigkill:
		p.cancel(c)
		c.status, c.ended, c.dead = Status{Signal: signal}, true, true
		p.m.IPC.Exit(&c.Caller)
		c.resume()
	case c.dying == 0:
		p.cancel(c)
		c.dying = signal
		p.m.advance = append(p.m.advance, c)
	}
	p.finish(err)
	return err
}

// cancel takes a process off the queue in which it sleeps, and off the list of
// those that come to their next step.
func (p *Process) cancel(c *Process) {
	if c.waiter != nil {
		p.m.IPC.Cancel(c.waiter)
	}
	p.m.forget(c)
}

// Sleep is a step after which at least d has passed.
func (p *Process) Sleep(d time.Duration) {
	if p.dead || p.dying != 0 {
		return
	}
	p.begin("sleep")
	p.next.Timeout = d
	until := p.m.now + d
	p.make(wantNothing)
	p.m.now = max(p.m.now, until)
	p.finish(nil)
}

// Dying tells whether a signal is ending the process.
func (p *Process) Dying() bool { return p.dying != 0 || p.dead }

func (p *Process) resume() { p.baton <- struct{}{} }

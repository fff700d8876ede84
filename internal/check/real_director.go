package check

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"time"

	"ipclua/sysv"
)

// director makes real processes repeat a plan on the real kernel.
type director struct {
	plan   *plan
	script *Script
	ctx    context.Context
	host   *sysv.Host

	listener        listener
	address, secret string
	first           *exec.Cmd
	notices         chan notice
	processes       []*actor // by number, from 1
	closed          chan struct{}
	known           map[object]int  // the kernel's ids, by the simulation's
	before          map[object]bool // what there was, by the kernel's ids
	read            int             // of standard input
	step            int             // that is being made, from 1
	run             run             // the errors that the processes have told
}

// object is one of System V IPC, by an id.
type object struct {
	kind sysv.Kind
	id   int
}

// slowest is how long a process may take for what the simulation did at once.
const slowest = 20 * time.Second

// newDirector listens for processes.
func newDirector(ctx context.Context, script *Script, p *plan) (*director, error) {
	d := &director{
		plan: p, script: script, ctx: ctx, host: sysv.NewHost(),
		notices: make(chan notice), closed: make(chan struct{}), known: map[object]int{}, before: map[object]bool{},
	}
	for _, kind := range sysv.Kinds() {
		list, err := sysv.List(d.host, kind)
		if err != nil {
			return nil, err
		}
		for _, o := range list {
			d.before[object{kind, o.ID}] = true
		}
	}
	for i := range p.pids {
		d.processes = append(d.processes, &actor{number: i + 1})
	}
	var err error
	if d.secret, err = unguessable(); err != nil {
		return nil, err
	}
	name, err := unguessable()
	if err != nil {
		return nil, err
	}
	d.address = "@ipclua-" + name
	if d.listener, err = listen(d.address); err != nil {
		return nil, err
	}
	go d.welcome()
	return d, nil
}

// start starts process 1.
func (d *director) start() error {
	d.first = processCommand(d.address, d.secret, 1)
	d.first.Stderr = os.Stderr
	detach(d.first)
	return d.first.Start()
}

// difference is where Linux does something else than the simulation.
type difference struct{ place, expected, got string }

func (d *difference) Error() string {
	return fmt.Sprintf("%s: expected %s, got %s", d.place, d.expected, d.got)
}

// differ is the error of a difference in the step that is being made.
func (d *director) differ(expected, format string, args ...any) error {
	at := "at the end"
	if d.step <= len(d.plan.steps) {
		at = fmt.Sprintf("in step %d, %s", d.step, place(&d.plan.steps[d.step-1].Step))
	}
	return &difference{at, expected, fmt.Sprintf(format, args...)}
}

// until attends to the processes until something holds, which must not take long.
func (d *director) until(what string, holds func() bool) error {
	ok, err := d.within(slowest, holds)
	if err == nil && !ok {
		err = d.differ(what, "nothing for %v", slowest)
	}
	return err
}

// within attends to the processes until something holds, and tells whether it
// does, or the time is over.
func (d *director) within(limit time.Duration, holds func() bool) (bool, error) {
	deadline := time.NewTimer(limit)
	defer deadline.Stop()
	for !holds() {
		if err := d.ctx.Err(); err != nil { // also while notices keep coming
			return false, err
		}
		select {
		case n := <-d.notices:
			if err := d.attend(n); err != nil {
				return false, err
			}
		case <-deadline.C:
			return false, nil
		case <-d.ctx.Done():
			return false, d.ctx.Err()
		}
	}
	return true, nil
}

// now is the virtual time.
func (d *director) now() time.Duration {
	n := min(d.step, len(d.plan.steps))
	if n == 0 {
		return 0
	}
	return d.plan.steps[n-1].now
}

// real is the kernel's id of an object.
func (d *director) real(kind sysv.Kind, id int) int {
	if real, ok := d.known[object{kind, id}]; ok {
		return real
	}
	return id
}

// close ends all that is left: processes, objects and the socket.
func (d *director) close() {
	defer close(d.closed)
	d.listener.Close()
	for _, a := range d.processes {
		if p, err := os.FindProcess(a.pid); err == nil && a.runs() { // so the pid is still its own
			p.Kill()
		}
	}
	if d.first != nil && d.first.Process != nil {
		d.first.Process.Kill()
		d.first.Wait()
	}
	deadline := time.After(reaping)
	for slices.ContainsFunc(d.processes, (*actor).runs) {
		select {
		case n := <-d.notices:
			if n.came != nil {
				n.came.conn.Close() // it ends by that
			} else if n.gone {
				n.from.gone = true
			}
		case <-deadline:
			return
		}
	}
	for o, id := range d.known {
		if !d.before[object{o.kind, id}] {
			remove(d.host, o.kind, id)
		}
	}
}

// reaping is how long processes may take to go that have been killed.
const reaping = 2 * time.Second

func remove(k sysv.Kernel, kind sysv.Kind, id int) {
	switch kind {
	case sysv.Segment:
		k.Shmctl(id, sysv.IPC_RMID, nil)
	case sysv.Semaphore:
		k.Semctl(id, 0, sysv.IPC_RMID, nil)
	case sysv.Queue:
		k.Msgctl(id, sysv.IPC_RMID, nil)
	}
}

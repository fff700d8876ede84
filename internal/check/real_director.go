package check

import (
	"context"
	"crypto/rand"
	"encoding/gob"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"slices"
	"time"

	"ipclua/luamod"
	"ipclua/sysv"
)

// director makes real processes repeat a plan on the real kernel.
type director struct {
	plan   *plan
	script *Script
	ctx    context.Context
	host   *sysv.Host

	listener        net.Listener
	address, secret string
	first           *exec.Cmd
	notices         chan notice
	processes       []*actor // by number, from 1
	closed          chan struct{}
	known           map[object]int  // the kernel's ids, by the simulation's
	before          map[object]bool // what there was, by the kernel's ids
	step            int             // that is being made, from 1
	run             run             // the errors that the processes have told
}

// object is one of System V IPC, by an id.
type object struct {
	kind sysv.Kind
	id   int
}

// actor is a real process as its director sees it.
type actor struct {
	number int
	conn   net.Conn // nil: it is still to come
	out    *gob.Encoder
	pid    int
	job    *luamod.Job

	spawned bool
	arrived *arrival // it waits at the gate
	planned *planned // the step that it makes, or made last
	done    bool     // that is complete
	holds   bool     // it waits for another cue then
	dying   bool     // a signal is ending it
	gone    bool
	asleep  *asleep // the answer to a look
	result  []byte
}

// notice is what comes from a process: a note, or that it is gone.
type notice struct {
	from *actor
	note note
	gone bool
	came *newcomer
}

// newcomer is a process that has said hello.
type newcomer struct {
	hello
	conn net.Conn
	in   *gob.Decoder
	out  *gob.Encoder
}

// slowest is how long a process may take for what the simulation did at once.
const slowest = 20 * time.Second

// newDirector listens for processes.
func newDirector(ctx context.Context, script *Script, p *plan) (*director, error) {
	d := &director{
		plan: p, script: script, ctx: ctx, host: sysv.NewHost(), secret: rand.Text(), address: "@ipclua-" + rand.Text(),
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
	if d.listener, err = net.Listen("unix", d.address); err != nil {
		return nil, err
	}
	go d.welcome()
	return d, nil
}

// welcome waits for processes.
func (d *director) welcome() {
	for {
		conn, err := d.listener.Accept()
		if err != nil {
			return
		}
		go func() {
			n := &newcomer{conn: conn, in: gob.NewDecoder(conn), out: gob.NewEncoder(conn)}
			if n.in.Decode(&n.hello) != nil || n.Secret != d.secret || !d.send(notice{came: n}) {
				conn.Close()
			}
		}()
	}
}

// send hands a notice to the director. It is false when that has gone home.
func (d *director) send(n notice) bool {
	select {
	case d.notices <- n:
		return true
	case <-d.closed:
		return false
	}
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

// attend acts on a notice.
func (d *director) attend(n notice) error {
	if n.came != nil {
		return d.greet(n.came)
	}
	a := n.from
	switch {
	case n.gone:
		a.gone = true
	case n.note.Arrived != nil:
		a.arrived, a.job = n.note.Arrived, n.note.Arrived.Job
	case n.note.Done != nil:
		return d.complete(a, n.note.Done)
	case n.note.Failure != nil:
		d.run.errors = append(d.run.errors, *n.note.Failure)
	case n.note.Over != nil:
		d.run.noise = append(d.run.noise, n.note.Over.Noise...)
		if a.number == 1 {
			d.run.code = n.note.Over.Code
		}
	case n.note.Result != nil:
		a.result = n.note.Result
	case n.note.Dying != 0:
		a.dying, a.holds, a.arrived = true, false, nil
	case n.note.Asleep != nil:
		a.asleep = n.note.Asleep
	}
	return nil
}

// greet gives a process its task.
func (d *director) greet(n *newcomer) error {
	if n.Number < 1 || n.Number > len(d.processes) || d.processes[n.Number-1].conn != nil {
		n.conn.Close()
		return nil
	}
	a := d.processes[n.Number-1]
	a.conn, a.out, a.pid = n.conn, n.out, n.Pid
	go func() {
		for {
			var note note
			if n.in.Decode(&note) != nil {
				n.conn.Close()
				d.send(notice{from: a, gone: true})
				return
			}
			if !d.send(notice{from: a, note: note}) {
				return
			}
		}
	}()
	t := task{
		Argv: d.script.argv, At: -d.script.first, Text: d.script.text, Stdin: d.script.given(), Seed: d.script.Seed,
		Exact: d.plan.exact, Pid: d.plan.pids[n.Number-1], Parent: 1,
	}
	if parent := d.plan.parents[n.Number-1]; parent > 0 {
		t.Parent = d.plan.pids[parent-1]
		t.Job = a.job
	}
	t.Now = d.now()
	return d.tell(a, t)
}

// now is the virtual time.
func (d *director) now() time.Duration {
	n := min(d.step, len(d.plan.steps))
	if n == 0 {
		return 0
	}
	return d.plan.steps[n-1].now
}

// tell sends something to a process. One that is gone will be noticed.
func (d *director) tell(a *actor, what any) error {
	if err := a.out.Encode(what); err != nil && !errors.As(err, new(net.Error)) && !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}

// asleep asks a process whether it sleeps in the call that it makes.
func (d *director) asleep(a *actor) (bool, error) {
	kind := sysv.Queue
	if a.planned.Call == "semop" {
		kind = sysv.Semaphore
	}
	a.asleep = nil
	if err := d.tell(a, cue{Look: kind, ID: d.real(kind, a.planned.ID)}); err != nil {
		return false, err
	}
	if err := d.until("an answer", func() bool { return a.asleep != nil || a.gone }); err != nil {
		return false, err
	}
	if a.asleep == nil {
		return false, d.differ("that it sleeps", "its end")
	}
	if a.asleep.Err != "" {
		return false, errors.New(a.asleep.Err)
	}
	return a.asleep.Yes, nil
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

// runs tells whether a process has come and not gone.
func (a *actor) runs() bool { return a.conn != nil && !a.gone }

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

package check

import (
	"errors"
	"os"

	"github.com/fxamacker/cbor/v2"

	"ipclua/luamod"
	"ipclua/sysv"
)

// actor is a real process as its director sees it.
type actor struct {
	number int
	conn   *os.File // nil: it is still to come
	out    *cbor.Encoder
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

// runs tells whether a process has come and not gone.
func (a *actor) runs() bool { return a.conn != nil && !a.gone }

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
	conn *os.File
	in   *cbor.Decoder
	out  *cbor.Encoder
}

// welcome waits for processes.
func (d *director) welcome() {
	for {
		conn, err := d.listener.accept()
		if err != nil {
			return
		}
		go func() {
			n := &newcomer{conn: conn}
			n.in, n.out = talk(conn)
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
		a.arrived, d.read = n.note.Arrived, max(d.read, n.note.Arrived.Read)
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
	t.Now, t.Read = d.now(), d.read
	return d.tell(a, t)
}

// tell sends something to a process. One that is gone will be noticed.
func (d *director) tell(a *actor, what any) error {
	if err := a.out.Encode(what); err != nil && !errors.As(err, new(*os.PathError)) && !errors.Is(err, os.ErrClosed) {
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

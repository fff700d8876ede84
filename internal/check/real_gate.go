package check

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"syscall"
	"time"

	"github.com/fxamacker/cbor/v2"

	"ipclua/internal/sim"
	"ipclua/luamod"
	"ipclua/sysv"
)

// gate is where a real process waits for its turn before each step. It is the
// counterpart of sim.Process on the real kernel: a sysv.Kernel whose ids and pids
// are those of the simulation, so that a script sees the same in both.
type gate struct {
	number int
	task   task
	host   *sysv.Host
	quit   func() // ends the process when the director is gone
	in     *cbor.Decoder
	cues   chan cue

	// What the process is, once it has a state.
	where   func() (file string, line int)
	clean   func()          // what is still to do when a signal ends the process
	failure func() *Failure // the error that is ending it, nil if none is
	read    *int            // how much of standard input, which all processes share

	steps  int
	now    time.Duration
	open   *access                       // to be completed
	mapped map[*sysv.Memory]*sysv.Memory // the kernel's memories, by those that the script has
	failed bool                          // the director knows of the failure
	code   int                           // of the exit

	ctx    context.Context // ends when a signal has come
	cancel context.CancelFunc
	died   chan struct{} // closed then
	signal syscall.Signal
	ending bool // the process cleans up

	mu     sync.Mutex
	out    *cbor.Encoder
	giveUp func() // ends the call that sleeps
}

// access is one to a memory of the kernel.
type access struct {
	memory         *sysv.Memory
	offset, length int
}

// newGate listens to the director, and for signals.
func newGate(number int, t task, in *cbor.Decoder, out *cbor.Encoder, quit func()) *gate {
	g := &gate{
		number: number, task: t, host: sysv.NewHost(), in: in, out: out, quit: quit,
		cues: make(chan cue), died: make(chan struct{}), now: t.Now, mapped: map[*sysv.Memory]*sysv.Memory{},
	}
	g.read = &g.task.Read
	g.ctx, g.cancel = context.WithCancel(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go g.listen()
	go g.attend(signals)
	return g
}

// listen hands the director's cues on, until it is gone.
func (g *gate) listen() {
	for {
		var c cue
		if g.in.Decode(&c) != nil {
			g.quit()
			return
		}
		switch {
		case c.Look != "":
			g.say(note{Asleep: look(c.Look, c.ID)})
		case c.Kill:
			g.mu.Lock()
			giveUp := g.giveUp
			g.mu.Unlock()
			if giveUp != nil {
				giveUp()
			}
		default:
			g.cues <- c
		}
	}
}

func look(kind sysv.Kind, id int) *asleep {
	yes, err := sysv.Asleep(kind, id)
	if err != nil {
		return &asleep{Err: err.Error()}
	}
	return &asleep{Yes: yes}
}

// attend waits for a signal that ends the process in order. It comes while the
// process is at the gate, or sleeps in the kernel.
func (g *gate) attend(signals <-chan os.Signal) {
	g.signal = (<-signals).(syscall.Signal)
	close(g.died)
	g.cancel()
}

// tell says something to the director that is the script's.
func (g *gate) tell(n note) {
	g.catchUp()
	g.say(n)
}

func (g *gate) say(n note) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.out.Encode(n) != nil {
		g.quit()
	}
}

// arrive waits until the process may make a step.
func (g *gate) arrive(s sim.Step, job *luamod.Job) cue {
	g.steps++
	s.Process, s.Number = g.number, g.steps
	s.File, s.Line = g.where()
	g.tell(note{Arrived: &arrival{s, job, *g.read}})
	return g.await()
}

// await gives the next cue. Where a signal comes instead, that is the end of the
// goroutine.
func (g *gate) await() cue {
	died := g.died
	if g.ending {
		died = nil
	}
	select {
	case c := <-g.cues:
		g.now, *g.read = c.Now, c.Read
		return c
	case <-died:
		runtime.Goexit()
		return cue{}
	}
}

// catchUp tells what has happened since the last note: an access, whose bytes are
// now what it made them, or an error.
func (g *gate) catchUp() {
	g.complete()
	if g.failed || g.failure == nil {
		return
	}
	if f := g.failure(); f != nil {
		g.failed = true
		g.say(note{Failure: f})
	}
}

func (g *gate) complete() {
	a := g.open
	if a == nil {
		return
	}
	g.open = nil
	c := completion{}
	if b, err := a.memory.Readable(a.offset, min(a.length, mostBytes)); err == nil {
		c.Bytes = append(c.Bytes, b...)
	}
	g.say(note{Done: &c})
}

// done completes a call, and gives its error as the simulation's: about its id. A
// call that a signal has broken is never completed.
func (g *gate) done(c cue, s *sim.Step, result int, err error) error {
	if g.dying() && !g.ending {
		runtime.Goexit()
	}
	var e *sysv.Error
	if errors.As(err, &e) {
		if _, isID := e.Object.(int); isID {
			e.Object = s.ID
		}
	} else {
		e = new(sysv.Error)
	}
	g.tell(note{Done: &completion{Errno: e.Errno, Result: result}})
	if c.Sleeps {
		g.await()
	}
	return err
}

// sleep is a step after which at least d has passed, in virtual time.
func (g *gate) sleep(d time.Duration) error {
	if g.ending {
		return nil
	}
	s := sim.Step{Call: "sleep", Timeout: d}
	return g.done(g.arrive(s, nil), &s, 0, nil)
}

// live runs the process to its end.
func (g *gate) live(main func() int) {
	defer g.exit()
	g.code = main()
}

// leave ends the process.
func (g *gate) leave(code int) {
	g.code = code
	runtime.Goexit()
}

// exit is the end of the process, whichever way it came to it.
func (g *gate) exit() {
	select {
	case <-g.died:
		g.ending = true
		g.tell(note{Dying: int(g.signal)})
		g.clean()
	default:
	}
	g.arrive(sim.Step{Call: "exit", Timeout: sysv.Forever}, nil)
}

// end makes the process end as its parent is to see it.
func (g *gate) end(exit func(code int)) {
	if g.ending {
		signal.Reset(g.signal)
		if self, err := os.FindProcess(os.Getpid()); err == nil && self.Signal(g.signal) == nil {
			select {} // until it arrives
		}
	}
	exit(g.code)
}

// dying tells whether a signal is ending the process.
func (g *gate) dying() bool { return g.ctx.Err() != nil }

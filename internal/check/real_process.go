package check

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"time"

	"ipclua/internal/sim"
	"ipclua/luamod"
)

// ProcessMain is for the beginning of a main whose program replays schedules on
// the real kernel. In a process of a replay it runs the process and ends it by
// exit; in any other it is false.
func ProcessMain(exit func(code int)) bool {
	text, ok := os.LookupEnv(directorVariable)
	if !ok {
		return false
	}
	os.Unsetenv(directorVariable)
	var address, secret string
	var number int
	if _, err := fmt.Sscan(text, &address, &secret, &number); err != nil {
		exit(1)
		return true
	}
	conn, err := dial(address)
	if err != nil {
		exit(1)
		return true
	}
	in, out := talk(conn)
	var t task
	if out.Encode(hello{secret, number, os.Getpid()}) != nil || in.Decode(&t) != nil {
		exit(1)
		return true
	}
	g := newGate(number, t, in, out, func() { exit(1) })
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		g.live(func() int { return runReal(g, &realSpawner{g, address, secret}) })
	}()
	<-ended
	g.end(exit)
	return true
}

// runReal runs what the process is to run, and gives the exit code.
func runReal(g *gate, spawner luamod.Spawner) int {
	script, err := Load(g.task.Argv, g.task.At, bytes.NewReader(g.task.Text))
	if err != nil { // it could be loaded before
		g.tell(note{Over: &over{Code: 1, Noise: []string{err.Error()}}})
		return 1
	}
	script.Stdin, script.Seed = func() []byte { return g.task.Stdin }, g.task.Seed
	// Its machine never runs, it only stands for none.
	r := &run{script: script, states: new(states), machine: sim.NewMachine(sim.Config{}, nil)}
	r.now = func() time.Duration { return g.now }
	r.read, g.read = g.task.Read, &r.read
	s := r.openReal(g, spawner)
	g.where = s.where
	g.clean = s.cleanup
	g.failure = func() *Failure {
		if s.failed.Kind == "" {
			return nil
		}
		return &s.failed
	}
	code := 0
	if job := g.task.Job; job == nil {
		code = s.runMain(script)
	} else {
		var result []byte
		result, code = s.runJob(*job)
		g.tell(note{Result: result})
	}
	if code != 0 && g.task.Job == nil {
		g.tell(note{Over: &over{Code: code}})
		g.leave(code)
	}
	if !s.module.Close(code == 0) && code == 0 {
		code = 1
	}
	g.tell(note{Over: &over{code, r.noise}})
	return code
}

// openReal gives a real process its state: one of the simulation's, in another
// world.
func (r *run) openReal(g *gate, spawner luamod.Spawner) *state {
	s := newState(nil)
	s.run, s.process = r, &sim.Process{Number: g.number}
	s.enter(g, spawner)
	return s
}

// enter makes the world of a state the real one.
func (s *state) enter(g *gate, spawner luamod.Spawner) {
	w := s.world
	w.Kernel, w.Spawner = g, spawner
	w.Context = func() context.Context { return g.ctx }
	w.Sleep = func(_ context.Context, d time.Duration) error { return g.sleep(d) }
	w.Getpid = func() int { return g.task.Pid }
	w.Getppid = func() int { return g.task.Parent }
	w.Exit = func(code int) {
		g.tell(note{Over: &over{code, s.run.noise}})
		g.leave(code)
	}
}

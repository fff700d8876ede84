package check

import (
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"ipclua/internal/explore"
	"ipclua/internal/sim"
)

// run is one run of a script.
type run struct {
	script  *Script
	machine *sim.Machine
	now     func() time.Duration // since the run began
	states  *states
	used    used
	files   files
	uses    map[string]use // of files, by path
	shared  string         // who shares a file, empty: nobody
	read    int            // of standard input
	output  output
	errors  []Failure        // of processes, in order
	code    int              // of the script
	broken  bool             // somebody was stopped, and the run with it
	noise   []string         // what came to light after it
	names   map[int][]string // of the semaphores of sets
	kept    any              // what the stage's driver has found out
}

// judge says what is wrong with a run that is over, nil for nothing, and how many
// steps led to it.
type judge func(r *run, o sim.Outcome) (failure any, steps int)

// runner gives the explorer its runs. Each worker has its own states; shares is
// set when processes share a file.
func (s *Script) runner(judge judge, workers int, shares *atomic.Bool) explore.Runner {
	pools, rooms := s.newStates(workers), make([]sim.Room, workers)
	return func(worker int, c sim.Config, choose sim.Chooser) explore.Result {
		c.Room = &rooms[worker]
		r := s.newRun(&pools[worker])
		outcome := r.perform(c, choose)
		if r.shared != "" {
			shares.Store(true)
		}
		result := explore.Result{Outcome: outcome, Made: r.machine.Made()}
		result.Failure, result.Relevant = judge(r, outcome)
		if result.Last = r.broken; r.broken {
			s.slow.Store(true)
		}
		r.release()
		return result
	}
}

// newRun makes a run, whose states come from a pool.
func (s *Script) newRun(pool *states) *run {
	r := &run{script: s, states: pool}
	if s.Stage != nil {
		r.files.disk, r.files.most = s.Stage.Files, s.Stage.File
	}
	return r
}

// failsOn is the judge that looks for failures of some kinds.
func failsOn(kinds []string) judge {
	return func(r *run, o sim.Outcome) (any, int) {
		if f := r.failure(o, kinds); f != nil {
			return f, f.Step
		}
		return nil, 0
	}
}

// perform runs the script.
func (r *run) perform(c sim.Config, choose sim.Chooser) sim.Outcome {
	if stage := r.script.Stage; stage != nil && stage.Steps > 0 {
		c.Steps = min(c.Steps, stage.Steps)
	}
	r.machine = sim.NewMachine(c, choose)
	r.now = r.machine.Now
	if stage := r.script.Stage; stage != nil && stage.Memory > 0 {
		limits := &r.machine.IPC.Limits
		limits.Shmmax, limits.Shmall = stage.Memory, stage.Memory/pageSize
	}
	r.states.watch.begin(r)
	defer r.states.watch.end()
	return r.machine.Run(r.script.Name, nil, r.main)
}

// main is the script's own process.
func (r *run) main(p *sim.Process) int {
	s := r.open(p)
	if stage := r.script.Stage; stage != nil {
		p.Apart = true
		return stage.Drive(&Process{s})
	}
	r.code = s.runMain(r.script)
	if r.code != 0 {
		p.Exit(r.code)
	}
	if !s.module.Close(true) {
		r.code = 1
	}
	return r.code
}

// failure is what counts of what went wrong, nil for nothing.
func (r *run) failure(o sim.Outcome, failOn []string) *Failure {
	if slices.Contains(failOn, Error) {
		if f := r.failed(o); f != nil {
			return f
		}
	}
	if o.Deadlock && slices.Contains(failOn, Deadlock) {
		return &Failure{Kind: Deadlock, Step: o.Steps}
	}
	if o.Race != nil && slices.Contains(failOn, Race) {
		return &Failure{Kind: Race, Step: o.Race.Step, Race: o.Race}
	}
	if !o.Deadlock && !o.Bounded && !o.GivenUp && slices.Contains(failOn, Leak) {
		if left := r.machine.IPC.Left(); len(left) > 0 {
			f := &Failure{Kind: Leak, Step: o.Steps}
			for _, object := range left {
				f.Left = append(f.Left, fmt.Sprintf("%s %d", object.Kind, object.ID))
			}
			return f
		}
	}
	return nil
}

// failed is the error that made the script fail. A process that fails takes
// others with it: the first one is the cause.
func (r *run) failed(o sim.Outcome) *Failure {
	if (r.code != 0 || o.Deadlock) && len(r.errors) > 0 {
		return &r.errors[0]
	}
	if r.code != 0 {
		f := &Failure{Kind: Error, Step: o.Steps, Process: 1, Message: fmt.Sprintf("the script exited with code %d", r.code)}
		if len(r.noise) > 0 {
			f.Message = r.noise[0]
		}
		return f
	}
	return nil
}

// name notes what the semaphores of a set are called.
func (r *run) name(set int, names []string) {
	if r.names == nil {
		r.names = map[int][]string{}
	}
	r.names[set] = names
}

// complain is luamod.World's.
func (r *run) complain(err error) { r.noise = append(r.noise, err.Error()) }

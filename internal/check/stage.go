package check

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/explore"
	"ipclua/internal/sim"
	"ipclua/internal/trace"
	"ipclua/luamod"
	"ipclua/sysv"
)

// Stage is where a host lets a script act: process 1 of a run is the host's own, a
// driver, which starts the script in other processes, as often as it likes. What the
// driver does to memory is no part of a race. Its functions may be called by
// several goroutines, for different runs.
type Stage struct {
	Open      func(*Process)         // adds to a state that is new, before the module is opened
	Drive     func(*Process) int     // is process 1, and gives its exit code
	Enter     func(*Process) error   // prepares every other process, before it goes on
	Own       func(file string) bool // tells of chunks that are the host's: no step of the script is said to be there
	Files     Disk                   // all that there are
	Processes int                    // in a run at most
	Steps     int                    // of a run at most; 0: as in a search
	File      int                    // bytes of one that is written, at most; 0: as many as like
	Memory    uint64                 // bytes of shared memory at most; 0: as much as Linux gives
	Patience  time.Duration          // how long a process may compute without a step, in CPU time; 0: as in a search
}

// pageSize is what shared memory is counted in.
const pageSize = 4096

func (s *Stage) isScript(file string) bool { return !s.Own(file) }

// NewStage gives a script that is to act on a stage. What it does not find in the
// stage's files does not exist; standard input is a text.
func NewStage(name string, stage *Stage, input string) *Script {
	if stage.Files == nil {
		stage.Files = Disk{}
	}
	return &Script{Name: name, Seed: 1, Stage: stage, Stdin: func() []byte { return []byte(input) }}
}

// Process is a simulated process as a stage sees it.
type Process struct{ *state }

// State is the Lua state of the process.
func (p *Process) State() *lua.LState { return p.L }

// Module is the module of the state.
func (p *Process) Module() *luamod.Module { return p.module }

// IsDriver tells whether this is process 1.
func (p *Process) IsDriver() bool { return p.process.Number == 1 }

// Mark makes a step that is a mark.
func (p *Process) Mark(call, what string) { p.process.Mark(call, what) }

// Start starts the script with arguments.
func (p *Process) Start(args []string) (luamod.Process, error) {
	return spawner{p.state}.Spawn(luamod.Job{Script: p.run.script.Name, Args: args})
}

// Kill starts a process that kills another whenever a schedule says so, and does
// nothing else.
func (p *Process) Kill(target luamod.Process) {
	const sigkill = 9
	victim := target.(*child).process
	p.process.Spawn("whoever kills", nil, func(killer *sim.Process) int {
		killer.Apart = true
		killer.Kill(victim, sigkill) // an error: it has ended
		return 0
	})
}

// Output is what a process that was started has printed, with all that it has
// spawned.
func (p *Process) Output(of luamod.Process) string {
	return string(p.run.output.by[of.(*child).process.Number])
}

// AwaitAll waits until every other process has ended.
func (p *Process) AwaitAll() {
	m := p.run.machine
	for number := 2; number <= m.Processes(); number++ {
		if _, ended := m.Process(number).Ended(); !ended {
			p.process.Wait(context.Background(), m.Process(number), sysv.Forever)
		}
	}
}

// Left are the objects that exist.
func (p *Process) Left() []sysv.Object { return p.run.machine.IPC.Left() }

// AllOutput is what all have printed.
func (p *Process) AllOutput() string { return string(p.run.output.all) }

// Compile compiles a text once for all runs; the name is one for luac.Compile.
func (p *Process) Compile(text, name string) (*lua.FunctionProto, error) {
	return p.run.script.chunks.compile(text, name)
}

// Keep keeps what the driver has found out, for [Play.Kept].
func (p *Process) Keep(v any) { p.run.kept = v }

// prepare prepares a process on a stage.
func (s *state) prepare() error {
	if stage := s.run.script.Stage; stage != nil && stage.Enter != nil {
		return stage.Enter(&Process{s})
	}
	return nil
}

// Play is a run on a stage that is over.
type Play struct {
	Outcome sim.Outcome
	run     *run
}

// Machine is the one that the run was on.
func (p *Play) Machine() *sim.Machine { return p.run.machine }

// Made are the steps. They are valid as long as the play is.
func (p *Play) Made() []sim.Step { return p.run.machine.Made() }

// Output is what the processes of the script have printed.
func (p *Play) Output() string { return string(p.run.output.all) }

// Errors are those of processes, in order.
func (p *Play) Errors() []Failure { return p.run.errors }

// BrokenOff tells whether a process had to be stopped, and the run with it: it
// computed without end, or printed too much.
func (p *Play) BrokenOff() bool { return p.run.broken }

// Kept is what the driver has kept, nil where it did not come so far.
func (p *Play) Kept() any { return p.run.kept }

// Judge says what there is to say of a play, nil for nothing, and how many of its
// steps led to it. The play is valid until it returns.
type Judge func(*Play) (found any, steps int)

func (j Judge) judge(r *run, o sim.Outcome) (any, int) { return j(&Play{o, r}) }

// Survey runs a script on its stage under many schedules; o.Each learns what the
// judge has found, schedule by schedule. It ends early when a process computes
// without end.
func (s *Script) Survey(judge Judge, o explore.Options) explore.Report {
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	return explore.Search(s.runner(judge.judge, o.Workers, new(atomic.Bool)), o)
}

// Simplify looks for a simpler schedule of which the judge finds the same, in
// at most budget runs.
func (s *Script) Simplify(failing explore.Failing, judge Judge, same func(a, b any) bool, budget int) explore.Failing {
	return explore.Minimise(s.runner(judge.judge, 1, new(atomic.Bool)), failing, same, budget)
}

// Record runs a schedule once more; see sees the play with its trace. It is an
// error when the script does not go where the schedule leads.
func (s *Script) Record(schedule explore.Schedule, see func(*Play, *trace.Run)) error {
	r := s.newRun(&s.newStates(1)[0])
	recorder := newRecorder(s.Name)
	replay := schedule.Replay()
	c := sim.Config{Exact: schedule.Exact, Steps: explore.DefaultSteps, Observer: recorder}
	outcome := r.perform(c, replay)
	if err := replay.Err(); err != nil {
		return err
	}
	see(&Play{outcome, r}, recorder.finish(r, outcome))
	return nil
}

// Perform runs the driver once, for what it does by itself.
func (s *Script) Perform() *Play {
	r := s.newRun(&s.newStates(1)[0])
	return &Play{r.perform(sim.Config{Steps: explore.DefaultSteps}, explore.Schedule{}.Replay()), r}
}

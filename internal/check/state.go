package check

import (
	"fmt"
	"io"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/internal/sim"
	"ipclua/luamod"
)

// state is a Lua state with the module open, for one simulated process at a time.
type state struct {
	L       *lua.LState
	module  *luamod.Module
	world   *luamod.World
	image   *lua51.Image // as it was before any process
	system  *system
	output  *lua51.Output
	run     *run
	process *sim.Process
	program int     // on a stage: the process that the driver has started and that this one comes from
	failed  Failure // the error that was seen last
}

// open gives a process its state.
func (r *run) open(p *sim.Process) *state {
	s := r.states.take(r.script.Stage)
	s.run, s.process, s.world.Kernel = r, p, p
	s.program = program(p)
	p.Where = s.where
	p.Cleanup = s.cleanup
	r.used.add(s)
	return s
}

// program is the process below process 1 that a process comes from, or is.
func program(p *sim.Process) int {
	for p.Parent != nil && p.Parent.Number != 1 {
		p = p.Parent
	}
	return p.Number
}

// newState opens a state that no process uses.
func newState(stage *Stage) *state {
	s := &state{}
	s.system = newSystem(s)
	s.world = s.newWorld()
	s.output = lua51.NewOutput(writer{s}, writer{s})
	if stage != nil {
		s.output = lua51.NewOutput(writer{s}, io.Discard)
	}
	s.L = lua51.NewStateOn(s.system)
	s.output.Install(s.L)
	s.world.Stdout = s.output
	if stage != nil {
		stage.Open(&Process{s})
	}
	s.module = luamod.Open(s.L, s.world)
	s.image = lua51.NewImage(s.L, s.module.Kept()...)
	return s
}

// reset makes the state as good as new, when its process is over.
func (s *state) reset() {
	s.image.Restore()
	s.module.Reset()
	clear(s.system.addresses)
	s.run, s.process, s.world.Kernel, s.failed = nil, nil, nil, Failure{}
}

// where is called for each step.
func (s *state) where() (string, int) {
	s.run.states.watch.steps.Add(1)
	return s.position(s.L)
}

// position is where the script is.
func (s *state) position(L *lua.LState) (file string, line int) {
	if stage := s.run.script.Stage; stage != nil && s.process.Number != 1 {
		return lua51.PositionIn(L, stage.isScript)
	}
	return lua51.Position(L)
}

func (s *state) cleanup() { s.module.Close(false) }

// runMain runs the script that is checked, after what LUA_INIT says.
func (s *state) runMain(script *Script) (code int) {
	if script.before != nil {
		code = s.runScript(script.before, nil)
	}
	if code == 0 {
		code = s.runScript(script.main, script.arguments(s.L))
	}
	return code
}

// runJob runs what another process has spawned.
func (s *state) runJob(job luamod.Job) (result []byte, code int) {
	if err := s.prepare(); err != nil {
		s.failed = Failure{Kind: Error, Message: err.Error(), Process: s.process.Number, Step: len(s.run.machine.Made())}
		s.fail()
		return nil, 1
	}
	if job.Message == nil {
		return nil, s.runSpawned(job)
	}
	if result, code = s.module.Run(job); code != 0 {
		s.fail()
	}
	return result, code
}

// runScript runs a script in its process and gives the exit code.
func (s *state) runScript(main *lua.FunctionProto, args []lua.LValue) int {
	L := s.L
	L.Push(L.NewFunctionFromProto(main))
	for _, a := range args {
		L.Push(a)
	}
	handler := L.NewFunction(func(L *lua.LState) int {
		s.caught(L)
		return 1
	})
	if err := lua51.PCall(L, len(args), 0, handler); err != nil {
		s.fail()
		return 1
	}
	return 0
}

// runSpawned runs a script that another process has spawned.
func (s *state) runSpawned(job luamod.Job) int {
	fn, err := lua51.LoadFile(s.L, job.Script)
	if err != nil {
		s.failed = Failure{Kind: Error, Message: err.Error(), Process: s.process.Number}
		s.fail()
		return 1
	}
	main := &Script{Name: job.Script, Args: job.Args, argv: append([]string{job.Script}, job.Args...)}
	return s.runScript(fn.Proto, main.arguments(s.L))
}

// caught notes an error where it was raised, while the frames are there.
func (s *state) caught(L *lua.LState) {
	s.failed = Failure{
		Kind:      Error,
		Message:   lua51.Message(L, L.Get(1)),
		Traceback: lua51.Traceback(L, 1),
		Process:   s.process.Number,
		Step:      len(s.run.machine.Made()),
	}
	s.failed.File, s.failed.Line = s.position(L)
}

// fail notes that the process has ended with the error that was caught. The
// others may come to their end, but not much longer.
func (s *state) fail() {
	s.run.errors = append(s.run.errors, s.failed)
	if s.process.Number == 1 && s.run.script.Stage == nil {
		s.run.machine.Stop(epilogue)
	}
}

// endless ends the process, which computes without end: the watchdog calls it
// between two of its instructions.
func (s *state) endless(L *lua.LState) {
	if s.run.states.watch.goesOn() {
		return
	}
	s.failed.Endless = true
	s.breakOff(fmt.Sprintf("no step for %v: an endless loop, or a long computation?", s.run.states.watch.patience))
}

// breakOff ends the process, and the run with it.
func (s *state) breakOff(message string) {
	s.failed = Failure{
		Kind:      Error,
		Message:   message,
		Traceback: lua51.Traceback(s.L, 0),
		Process:   s.process.Number,
		Step:      len(s.run.machine.Made()),
		Endless:   s.failed.Endless,
	}
	s.failed.File, s.failed.Line = s.position(s.L)
	s.run.errors = append(s.run.errors, s.failed)
	s.run.code, s.run.broken = 1, true
	s.run.machine.Stop(0)
	s.process.Exit(1)
}

// epilogue is how many steps there may be once the script has failed.
const epilogue = 500

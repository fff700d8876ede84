package check

import (
	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/internal/sim"
	"ipclua/luamod"
)

// state is a Lua state with the module open, for one simulated process at a time.
type state struct {
	L       *lua.LState
	module  *luamod.Module
	run     *run
	process *sim.Process
	output  *lua51.Output
	failed  Failure // the error that was seen last
}

// states are those of one worker that no process uses.
type states struct{ free []*state }

// open gives a process its state.
func (r *run) open(p *sim.Process) *state {
	s := &state{run: r, process: p}
	s.output = lua51.NewOutput(r.output.of(p), r.output.of(p))
	s.L = lua51.NewState()
	s.output.Install(s.L)
	s.module = luamod.Open(s.L, r.world(s, p))
	p.Where = func() (string, int) { return lua51.Position(s.L) }
	p.Cleanup = func() { s.module.Close(false) }
	r.used = append(r.used, s)
	return s
}

// release gives the states back when the run is over.
func (r *run) release() {}

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
	s.failed.File, s.failed.Line = lua51.Position(L)
}

// fail notes that the process has ended with the error that was caught. The
// others may come to their end, but not much longer.
func (s *state) fail() {
	s.run.errors = append(s.run.errors, s.failed)
	if s.process.Number == 1 {
		s.run.machine.Stop(epilogue)
	}
}

// epilogue is how many steps there may be once the script has failed.
const epilogue = 500

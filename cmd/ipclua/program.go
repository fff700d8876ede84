package main

import (
	"context"
	"os"
	"sync"
	"sync/atomic"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/internal/record"
	"ipclua/internal/repl"
	"ipclua/luamod"
)

// program is one Lua state and what there is to clean up when it ends.
type program struct {
	stdio
	outPipe, errPipe *pipe // the stdio's
	state            *lua.LState
	module           *luamod.Module
	world            *luamod.World
	output           *lua51.Output
	exit             func(code int)

	traceback      *lua.LFunction // the error handler of every protected call
	debugTraceback lua.LValue     // debug.traceback, unless a script sets another
	interrupted    atomic.Int32   // the exit code of the signal that came, 0 for none

	running  atomic.Pointer[running]
	line     atomic.Pointer[line]      // of the prompt that runs, nil between lines
	prompt   atomic.Pointer[repl.REPL] // that of a terminal, nil without
	opened   chan struct{}             // closed when there is a state
	prepared sync.Once                 // for signals
}

// running is what may be interrupted: a script, or a line at the prompt.
type running struct {
	ctx    context.Context
	cancel context.CancelFunc
}

// grace is how long an interrupted script has to come to its end by itself.
const grace = 300 * time.Millisecond

// newProgram makes a program whose state is still to be opened.
func newProgram(io stdio, exit func(code int)) *program {
	p := &program{exit: exit}
	p.outPipe, p.errPipe = &pipe{io.out, p.brokenPipe}, &pipe{io.err, p.brokenPipe}
	p.stdio = stdio{io.in, p.outPipe, p.errPipe}
	p.output = lua51.NewOutput(p.out, p.err)
	p.opened = make(chan struct{})
	p.resume()
	return p
}

// open opens the state with the libraries, ipc, and our standard output. Parent
// and child do it alike: what has the same name in both need not be sent.
func (p *program) open() {
	tuneCollector()
	p.state = lua51.NewState()
	p.output.Install(p.state)
	p.debugTraceback = p.state.GetField(p.state.GetGlobal("debug"), "traceback")
	p.traceback = p.state.NewFunction(p.withTraceback)
	world := luamod.NewWorld()
	world.Context = p.context
	world.Stdout = p.output
	world.Exit = p.exit
	world.Complain = func(err error) { p.complain("%v", err) }
	p.world = world
	record.World(p.state, world, os.Args)
	p.module = luamod.Open(p.state, world)
	close(p.opened)
}

// end flushes and cleans up. After a script that failed it ends the children.
// It tells whether there was nothing to complain of. It may be called again: the
// last word is the signals' goroutine's.
func (p *program) end(ok bool) (clean bool) {
	if r := p.prompt.Load(); r != nil {
		r.Restore()
	}
	p.output.Flush()
	return p.module.Close(ok)
}

// context is that of what is running. It is asked for before anything that a
// signal must not just end.
func (p *program) context() context.Context {
	p.prepare()
	return p.running.Load().ctx
}

// interrupt breaks the call that is running.
func (p *program) interrupt() { p.running.Load().cancel() }

// resume makes calls possible after an interrupt.
func (p *program) resume() {
	r := new(running)
	r.ctx, r.cancel = context.WithCancel(context.Background())
	p.running.Store(r)
}

// withTraceback is the error handler: what can be shown as text gets the
// traceback behind it, while the frames are still there. As in lua(1) it is
// debug.traceback's, also where a script has set another, or none.
func (p *program) withTraceback(L *lua.LState) int {
	v := L.Get(1)
	if !lua.LVCanConvToString(v) && L.GetMetaField(v, "__tostring") == lua.LNil {
		return 1
	}
	var traceback lua.LValue
	if lib, ok := p.global("debug").(*lua.LTable); ok {
		traceback = lib.RawGetString("traceback")
	}
	text := lua.LString(lua51.Message(L, v))
	if traceback == p.debugTraceback {
		L.Push(text + "\n" + lua.LString(lua51.Traceback(L, 1)))
	} else if fn, ok := traceback.(*lua.LFunction); ok {
		L.Push(fn)
		L.Push(text)
		L.Push(lua.LNumber(2)) // the level of the function that raised it
		L.Call(2, 1)
	}
	return 1
}

package lua51

import (
	_ "unsafe" // for go:linkname

	lua "github.com/yuin/gopher-lua"
)

const (
	// maxNesting is how many coroutines can resume one another (luaconf.h's
	// LUAI_MAXCCALLS). gopher-lua sets no bound, and an endless chain ends the
	// process: memory that runs out is no error that can be caught.
	maxNesting = 200

	// A coroutine starts with few registers: a generator needs no more, and a
	// script may have thousands.
	coroutineRegisters    = 64
	coroutineRegisterStep = 2048
)

// installCoroutines replaces coroutine's functions. gopher-lua lets a yield
// leave a Go function behind that still runs, resumes what is being resumed,
// and copies a main program's registers for each coroutine.
func installCoroutines(L *lua.LState) {
	lib, ok := L.GetGlobal("coroutine").(*lua.LTable)
	if !ok {
		return
	}
	create := lib.RawGetString("create").(*lua.LFunction).GFunction
	newCoroutine := func(L *lua.LState) *lua.LState {
		if fn, ok := L.Get(1).(*lua.LFunction); !ok || fn.IsG {
			L.ArgError(1, "Lua function expected")
		}
		options := L.Options
		L.Options.RegistrySize, L.Options.RegistryGrowStep = coroutineRegisters, coroutineRegisterStep
		create(L)
		L.Options = options
		co := L.ToThread(-1)
		co.Options = options
		return co
	}
	fill(L, lib,
		named{"create", func(L *lua.LState) int { newCoroutine(L); return 1 }},
		named{"wrap", func(L *lua.LState) int {
			L.Push(L.NewClosure(resumeWrapped, newCoroutine(L)))
			return 1
		}},
		named{"resume", func(L *lua.LState) int { return resume(L, coroutineArgument(L)) }},
		named{"status", func(L *lua.LState) int {
			L.Push(lua.LString(status(L, coroutineArgument(L))))
			return 1
		}},
		named{"yield", yield},
	)
}

func coroutineArgument(L *lua.LState) *lua.LState {
	co, ok := L.Get(1).(*lua.LState)
	if !ok {
		L.ArgError(1, "coroutine expected")
	}
	return co
}

func status(L, co *lua.LState) string {
	switch {
	case co == L:
		return "running"
	case co.Dead:
		return "dead"
	case co.Parent != nil:
		return "normal" // it waits for one that it has resumed
	}
	return "suspended"
}

// resume runs a coroutine with the arguments above the first, and pushes true
// and what it yields or returns, or false and the error.
func resume(L, co *lua.LState) int {
	message := ""
	if s := status(L, co); s != "suspended" {
		message = "cannot resume " + s + " coroutine"
	} else if nestedTooDeep(L) {
		message = "C stack overflow"
	}
	if message != "" {
		L.Push(lua.LFalse)
		L.Push(lua.LString(message))
		return 2
	}
	runCoroutine(L, co)
	return L.GetTop() - 1
}

// resumeWrapped is what coroutine.wrap returns: errors are raised again, with
// the position of the call before them (luaB_auxwrap).
func resumeWrapped(L *lua.LState) int {
	co := L.ToThread(lua.UpvalueIndex(1))
	L.Insert(co, 1)
	n := resume(L, co)
	if L.Get(-n) == lua.LFalse {
		e := L.Get(-1)
		if s, ok := text(e); ok {
			e = lua.LString(where(L, 1) + s)
		}
		L.Error(e, 0)
	}
	return n - 1
}

//go:linkname initCallFrame github.com/yuin/gopher-lua.(*LState).initCallFrame
func initCallFrame(L *lua.LState, f *callFrame)

// runCoroutine moves the arguments to a coroutine and runs it until it yields,
// returns or fails. One that has failed keeps its frames for debug.traceback.
func runCoroutine(L, co *lua.LState) {
	s, nargs := internals(co), L.GetTop()-1
	co.Parent, L.G.CurrentThread = L, co
	defer func() {
		if r := recover(); r != nil {
			object := caughtError(co, r).Object
			s.closeFrom(0)
			co.Dead, co.Parent, L.G.CurrentThread = true, nil, L
			L.SetTop(1)
			L.Push(lua.LFalse)
			L.Push(object)
		}
	}()
	if s.currentFrame != nil {
		L.XMoveTo(co, nargs)
	} else {
		f := s.firstFrame()
		s.currentFrame, co.Panic = f, raise
		co.SetTop(0)
		L.XMoveTo(co, nargs)
		f.NArgs = nargs
		initCallFrame(co, f)
	}
	s.mainLoop(co, nil)
}

// yield gives control back to the resumer, which is where the innermost loop of
// the machine returns to: no other may be below it.
func yield(L *lua.LState) int {
	crosses := L.Parent == nil
	for f := internals(L).currentFrame; f.Parent != nil && !crosses; f = f.Parent {
		crosses = !f.Parent.calls()
	}
	if crosses {
		L.Error(lua.LString("attempt to yield across metamethod/C-call boundary"), 0)
	}
	return -1
}

// calls tells whether the instruction of a frame is a call, and not one that has
// called a metamethod or an iterator.
func (f *callFrame) calls() bool {
	if f.Fn.IsG {
		return false
	}
	op := instruction(f.Fn.Proto.Code[f.Pc-1]).op()
	return op == lua.OP_CALL || op == lua.OP_TAILCALL
}

func nestedTooDeep(L *lua.LState) bool {
	n := 0
	for ; L != nil; L = L.Parent {
		n++
	}
	return n > maxNesting
}

package lua51

import (
	"fmt"

	lua "github.com/yuin/gopher-lua"
)

const errorInHandler = lua.LString("error in error handling")

// PCall is lua_pcall: it calls the function below its nargs arguments on the
// stack. The error is a *lua.ApiError whose Object is the error value, or what
// the handler made of it; the handler runs while the frames of the error are
// still there. Runtime errors of Go are errors like others.
//
// gopher-lua's own PCall, when an error is raised, closes the upvalues of every
// frame that is alive, also below the protected call: locals of callers part
// from the closures that captured them (#448). With a handler it closes none,
// and closures of the frames that die see registers that others use by then.
// Right is to close those of the protected call, before its registers go.
func PCall(L *lua.LState, nargs, nret int, handler *lua.LFunction) error {
	if handler == nil {
		return protect(L, nargs, nret, nil)
	}
	return protect(L, nargs, nret, handler)
}

// protect is PCall with a handler that can be anything, nil being none.
func protect(L *lua.LState, nargs, nret int, handler lua.LValue) (err error) {
	s := internals(L)
	p := protection{
		caller: s.currentFrame, base: s.reg.top - nargs - 1, thread: L.G.CurrentThread,
		flag: s.hasErrorFunc, raise: L.Panic,
	}
	s.hasErrorFunc, L.Panic = true, raise
	defer func() {
		if r := recover(); r != nil {
			err = p.handle(L, r, handler)
		}
		s.hasErrorFunc, L.Panic = p.flag, p.raise
	}()
	if fn := s.reg.array[p.base]; !isCallable(L, fn) {
		throw(L, lua.LString("attempt to call a "+fn.Type().String()+" value"))
	}
	L.Call(nargs, nret)
	if p.caller == nil {
		s.dropAbove(nil)
	}
	return nil
}

func isCallable(L *lua.LState, v lua.LValue) bool {
	return v.Type() == lua.LTFunction || L.GetMetaField(v, "__call").Type() == lua.LTFunction
}

// protection is what an error brings a state back to.
type protection struct {
	caller *callFrame  // the frame that made the protected call
	base   int         // the register of the function that it called
	thread *lua.LState // the coroutine that was running
	flag   bool
	raise  func(*lua.LState)
}

// handle makes an error of what was recovered, in the frames where it happened,
// and drops them.
func (p *protection) handle(L *lua.LState, r any, handler lua.LValue) error {
	p.endCoroutines(L)
	e := caughtError(L, r)
	if handler != nil {
		e = &lua.ApiError{Type: lua.ApiErrorError, Object: p.handled(L, e.Object, handler), Cause: e.Cause}
	}
	unwind(L, p.caller, p.base)
	return e
}

// maxErrors is how many errors a handler is called with: it is for its own, too.
const maxErrors = 20

// handled is what a handler makes of an error value.
func (p *protection) handled(L *lua.LState, object, handler lua.LValue) lua.LValue {
	if handler.Type() != lua.LTFunction {
		return errorInHandler
	}
	for range maxErrors {
		if !p.makeRoom(L) {
			break
		}
		L.Push(handler)
		L.Push(object)
		err := protect(L, 1, 1, nil)
		if err == nil {
			return L.Get(-1)
		}
		object = ErrorValue(err)
	}
	return errorInHandler
}

// endCoroutines ends those that an error of coroutine.wrap came through.
func (p *protection) endCoroutines(L *lua.LState) {
	thread := p.thread
	if thread == nil {
		thread = L.G.MainThread // the call was the state's first
	}
	for t := L.G.CurrentThread; t != nil && t != thread; t = t.Parent {
		t.Dead = true
	}
	L.G.CurrentThread = thread
}

// makeRoom drops frames until a handler can run, and tells whether it can.
func (p *protection) makeRoom(L *lua.LState) bool {
	frames, registers := L.Options.CallStackSize, max(L.Options.RegistrySize, L.Options.RegistryMaxSize)
	spareFrames, spareRegisters := spare(frames), 20*spare(registers/20)
	s := internals(L)
	f, top := s.currentFrame, s.reg.top
	for f.depth() > p.caller.depth() && (f.depth() > frames-spareFrames || top > registers-spareRegisters) {
		f, top = f.Parent, f.Base
	}
	if f != s.currentFrame {
		unwind(L, f, top)
	}
	return f.depth() <= frames-spareFrames/2 && top <= registers-spareRegisters/2
}

// spare is how much of a stack of a size is kept for a handler.
func spare(size int) int { return min(size/16, 200) }

// unwind drops the frames above f and the registers from top on. Closures that
// captured one of these get a copy.
func unwind(L *lua.LState, f *callFrame, top int) {
	s := internals(L)
	s.closeFrom(top)
	s.dropAbove(f)
	if f != nil {
		top -= f.LocalBase
	}
	L.SetTop(top)
}

// caughtError is what was recovered as an error of Lua. gopher-lua panics with
// a text where a stack that can grow has reached its end.
func caughtError(L *lua.LState, r any) *lua.ApiError {
	if e, ok := r.(*lua.ApiError); ok {
		return e
	}
	text := fmt.Sprint(r)
	if text == "lua callstack overflow" {
		text = where(L, 0) + "stack overflow"
	}
	e := &lua.ApiError{Type: lua.ApiErrorPanic, Object: lua.LString(text)}
	e.Cause, _ = r.(error)
	return e
}

func installProtect(L *lua.LState) {
	L.SetGlobal("pcall", L.NewFunction(pcall))
	L.SetGlobal("xpcall", L.NewFunction(xpcall))
}

func pcall(L *lua.LState) int {
	L.CheckAny(1)
	if err := protect(L, L.GetTop()-1, lua.MultRet, nil); err != nil {
		return caught(L, err)
	}
	L.Insert(lua.LTrue, 1)
	return L.GetTop()
}

func xpcall(L *lua.LState) int {
	handler := L.CheckAny(2)
	L.SetTop(1)
	if err := protect(L, 0, lua.MultRet, handler); err != nil {
		return caught(L, err)
	}
	L.Insert(lua.LTrue, 1)
	return L.GetTop()
}

func caught(L *lua.LState, err error) int {
	L.Push(lua.LFalse)
	L.Push(ErrorValue(err))
	return 2
}

// ErrorValue is the Lua value of an error that PCall or a loader gave.
func ErrorValue(err error) lua.LValue {
	if e, ok := err.(*lua.ApiError); ok {
		return e.Object
	}
	return lua.LString(err.Error())
}

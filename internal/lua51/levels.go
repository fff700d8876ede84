package lua51

import lua "github.com/yuin/gopher-lua"

// level is one of a stack: a frame, or what a tail call left of its caller.
type level struct {
	*callFrame
	lost bool
}

// levelAt is a level of a stack, 0 being the function that runs (lua_getstack).
func levelAt(L *lua.LState, n int) (level, bool) {
	if n < 0 {
		return level{}, false
	}
	f := innermost(L)
	for ; n > 0 && f != nil; f = f.Parent {
		n--
		if !f.Fn.IsG {
			if n < f.TailCall {
				return level{lost: true}, true
			}
			n -= f.TailCall
		}
	}
	return level{callFrame: f}, f != nil
}

// innermost is the frame that runs in a coroutine, nil before it has begun and
// after it has returned. One that sleeps is in a call of yield, which has left
// no frame.
func innermost(L *lua.LState) *callFrame {
	f := internals(L).currentFrame
	running := L.G.CurrentThread == L || L == L.G.MainThread || L.Parent != nil
	if f == nil || running || L.Dead {
		return f
	}
	return &callFrame{Fn: &lua.LFunction{IsG: true}, Parent: f}
}

// depthOf counts the levels of a stack.
func depthOf(L *lua.LState) int {
	n := 0
	for f := innermost(L); f != nil; f = f.Parent {
		n++
		if !f.Fn.IsG {
			n += f.TailCall
		}
	}
	return n
}

// where is the position of a level, "file:line: ", if it has one (luaL_where).
func where(L *lua.LState, n int) string {
	if l, ok := levelAt(L, n); ok && !l.lost && !l.Fn.IsG && l.line() > 0 {
		return positionOf(l.callFrame)
	}
	return ""
}

func (l level) line() int {
	if l.lost || l.Fn.IsG {
		return -1
	}
	return lineOf(l.callFrame)
}

// source is the chunk's name as messages show it.
func (l level) source() string {
	switch {
	case l.lost:
		return "(tail call)"
	case l.Fn.IsG:
		return "[C]"
	}
	return l.Fn.Proto.SourceName
}

func installError(L *lua.LState) {
	L.SetGlobal("error", L.NewFunction(raiseValue))
}

// raiseValue is error.
func raiseValue(L *lua.LState) int {
	n := OptInteger(L, 2, 1)
	v := L.Get(1)
	if s, ok := text(v); ok && n > 0 {
		v = lua.LString(where(L, n) + s)
	}
	throw(L, v)
	return 0
}

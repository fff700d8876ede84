package lua51

import (
	_ "unsafe" // for go:linkname

	lua "github.com/yuin/gopher-lua"
)

// gopherCall is gopher-lua's way to carry OP_CALL out.
var gopherCall operation

//go:linkname switchToParentThread github.com/yuin/gopher-lua.switchToParentThread
func switchToParentThread(L *lua.LState, nargs int, failed, kill bool)

// call is OP_CALL. A call of a function of Go, which scripts here do most, takes
// half the time of gopher-lua's: the frame is made in its place.
func call(L *lua.LState, i instruction, base *callFrame) int {
	s := internals(L)
	cf, r := s.currentFrame, s.reg
	a := cf.LocalBase + i.a()
	fn, ok := r.array[a].(*lua.LFunction)
	if !ok || !fn.IsG {
		return gopherCall(L, i, base)
	}
	f := s.pushFrame()
	if f == nil {
		return gopherCall(L, i, base)
	}
	nargs := i.b() - 1
	if nargs < 0 {
		nargs = r.top - (a + 1)
	}
	*f = callFrame{
		Idx: f.Idx, Fn: fn, Parent: cf, Base: a, LocalBase: a + 1, ReturnBase: a, NArgs: nargs, NRet: i.c() - 1,
	}
	r.setTop(a + 1 + nargs)
	s.currentFrame = f
	n := fn.GFunction(L)
	if n < 0 {
		switchToParentThread(L, L.GetTop(), false, false)
		return 1
	}
	want := i.c() - 1
	if want < 0 {
		want = n
	}
	r.moveResults(a, r.top-n, want, L)
	s.dropAbove(cf)
	return 0
}

// pushFrame gives room for a frame, with its Idx, or nil where gopher-lua has to
// make it.
func (s *state) pushFrame() *callFrame {
	if !s.Options.MinimizeStackMemory {
		return nil
	}
	frames := (*autoGrowingCallFrameStack)(s.frames())
	if frames.segSp >= lua.FramesPerSegment {
		return nil
	}
	f := &frames.segments[frames.segIdx][frames.segSp]
	f.Idx = int(frames.segIdx)*lua.FramesPerSegment + int(frames.segSp)
	frames.segSp++
	return f
}

// setTop drops the registers from top on. Arguments that were not set are nil.
func (r *registry) setTop(top int) {
	if top < r.top {
		clear(r.array[top:r.top])
	}
	for ; r.top < top; r.top++ {
		r.array[r.top] = lua.LNil
	}
	r.top = top
}

// moveResults copies registers from first on down to a, as many as are wanted.
func (r *registry) moveResults(a, first, want int, L *lua.LState) {
	old := r.top
	if a+want > len(r.array) {
		L.SetTop(L.GetTop() + want) // makes room
	}
	for n := range want {
		v := lua.LValue(lua.LNil)
		if first+n < old {
			v = r.array[first+n]
		}
		r.array[a+n] = v
	}
	top := a + want
	if end := max(old, r.top); top < end {
		clear(r.array[top:end])
	}
	r.top = top
}

package lua51

import (
	_ "unsafe" // for go:linkname

	lua "github.com/yuin/gopher-lua"
)

// Calls and returns are gopher-lua's, but for the usual cases: there a frame is
// made and dropped in its place, by which a call of a function of Go, which
// scripts here do most, takes half the time.

// gopherCall and gopherReturn are gopher-lua's ways.
var gopherCall, gopherReturn operation

//go:linkname switchToParentThread github.com/yuin/gopher-lua.switchToParentThread
func switchToParentThread(L *lua.LState, nargs int, failed, kill bool)

// call is OP_CALL.
func call(L *lua.LState, i instruction, base *callFrame) int {
	s := internals(L)
	cf, r := s.currentFrame, s.reg
	a := cf.LocalBase + i.a()
	fn, ok := r.array[a].(*lua.LFunction)
	if !ok {
		return gopherCall(L, i, base)
	}
	nargs := i.b() - 1
	if nargs < 0 {
		nargs = r.top - (a + 1)
	}
	if fn.IsG {
		// Here and not in a function of its own, for the same reason as in sysv's Semop.
		if want := i.c() - 1; nargs > 0 && (want == 0 || want == 1) {
			if u, ok := r.array[a+1].(*lua.LUserData); ok {
				if c, ok := u.Value.(Caller); ok {
					if v, ok := c.CallMethod(fn, r.array[a+2:a+1+nargs]); ok {
						r.array[a] = v
						r.wipe(a+want, r.top)
						r.top = a + want
						return 0
					}
				}
			}
		}
	} else if !r.hasRoom(fn.Proto, a+1, nargs) {
		return gopherCall(L, i, base)
	}
	f := s.pushFrame()
	if f == nil {
		return gopherCall(L, i, base)
	}
	f.Fn, f.Parent, f.Pc, f.TailCall = fn, cf, 0, 0
	f.Base, f.LocalBase, f.ReturnBase, f.NArgs, f.NRet = a, a+1, a, nargs, i.c()-1
	s.currentFrame = f
	if !fn.IsG {
		r.enter(fn.Proto, a+1, nargs)
		return 0
	}
	r.setTop(a + 1 + nargs)
	n := fn.GFunction(L)
	if n < 0 {
		switchToParentThread(L, L.GetTop(), false, false)
		return 1
	}
	want := i.c() - 1
	if want < 0 {
		want = n
	}
	r.moveResults(a, r.top-n, n, want, L)
	s.dropAbove(cf)
	return 0
}

// leave is OP_RETURN.
func leave(L *lua.LState, i instruction, base *callFrame) int {
	s := internals(L)
	cf := s.currentFrame
	if s.uvcache != nil || cf == base || !s.Options.MinimizeStackMemory {
		return gopherReturn(L, i, base)
	}
	frames := (*autoGrowingCallFrameStack)(s.frames())
	if frames.segSp < 2 {
		return gopherReturn(L, i, base) // the last of its segment, or of the stack
	}
	r := s.reg
	first, have := cf.LocalBase+i.a(), i.b()-1
	if have < 0 {
		have = r.top - first
	}
	want := cf.NRet
	if want < 0 {
		want = have
	}
	frames.segSp--
	r.moveResults(cf.ReturnBase, first, have, want, L)
	s.currentFrame = &frames.segments[frames.segIdx][frames.segSp-1]
	if s.currentFrame.Fn.IsG {
		return 1
	}
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

// hasRoom tells whether there are registers for a function without varargs.
func (r *registry) hasRoom(p *lua.FunctionProto, base, nargs int) bool {
	return p.IsVarArg&lua.VarArgIsVarArg == 0 && base+max(nargs, int(p.NumUsedRegisters)) <= len(r.array)
}

// enter prepares the registers of a function: arguments beyond its parameters
// are dropped, what is not given is nil.
func (r *registry) enter(p *lua.FunctionProto, base, nargs int) {
	used := int(p.NumUsedRegisters)
	for n := min(nargs, int(p.NumParameters)); n < max(nargs, used); n++ {
		r.array[base+n] = lua.LNil
	}
	r.top = base + used
}

// setTop drops the registers from top on. Arguments that were not set are nil.
func (r *registry) setTop(top int) {
	r.wipe(top, r.top)
	for ; r.top < top; r.top++ {
		r.array[r.top] = lua.LNil
	}
	r.top = top
}

// wipe lets the collector have what registers hold. They are few.
func (r *registry) wipe(from, to int) {
	for n := from; n < to; n++ {
		r.array[n] = nil
	}
}

// moveResults moves as many values as are wanted down to register a, from first
// on, where there are some.
func (r *registry) moveResults(a, first, have, want int, L *lua.LState) {
	if a+want > len(r.array) {
		top := r.top
		L.SetTop(L.GetTop() + want) // makes room
		r.top = top
	}
	for n := range want {
		v := lua.LValue(lua.LNil)
		if n < have {
			v = r.array[first+n]
		}
		r.array[a+n] = v
	}
	r.wipe(a+want, r.top)
	r.top = a + want
}

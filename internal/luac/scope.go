package luac

import lua "github.com/yuin/gopher-lua"

// A block is a part of the source with locals of its own, or a loop.
type block struct {
	outer    *block
	first    int   // register of its first local
	breaks   jumps // out of the loop
	isLoop   bool
	captured bool // a closure has one of its locals
}

func (f *function) enter(isLoop bool) *block {
	f.block = &block{outer: f.block, first: len(f.active), breaks: noJump, isLoop: isLoop}
	return f.block
}

// leave ends the innermost block. The closures that captured its locals keep
// them.
func (f *function) leave() {
	b := f.block
	f.block = b.outer
	f.endScope(b.first)
	if b.captured {
		f.emit(abc(lua.OP_CLOSE, b.first, 0, 0))
	}
	f.free = b.first
	f.jumpHere(b.breaks)
}

// breakLoop emits a jump out of the innermost loop.
func (f *function) breakLoop() {
	b, captured := f.block, false
	for ; b != nil && !b.isLoop; b = b.outer {
		captured = captured || b.captured
	}
	if b == nil {
		f.lx.unexpected("no loop to break")
	}
	if captured {
		f.emit(abc(lua.OP_CLOSE, b.first, 0, 0))
	}
	f.add(&b.breaks, f.jump())
}

// declare makes a local that startScope brings into scope.
func (f *function) declare(name string) {
	f.limit(len(f.active)+len(f.declared)+1, maxLocals, "local variables")
	if len(f.proto.DbgLocals) > maxDeclared {
		panic(&Error{Message: "too many local variables"})
	}
	l := &lua.DbgLocalInfo{Name: name}
	f.proto.DbgLocals = append(f.proto.DbgLocals, l)
	f.declared = append(f.declared, l)
}

// startScope brings the first n of the declared locals into scope.
func (f *function) startScope(n int) {
	for _, l := range f.declared[:n] {
		l.StartPc = f.pc()
	}
	f.active = append(f.active, f.declared[:n]...)
	f.declared = append(f.declared[:0], f.declared[n:]...)
}

// endScope takes the locals from a register on out of scope.
func (f *function) endScope(first int) {
	for _, l := range f.active[first:] {
		l.EndPc = f.pc()
	}
	f.active = f.active[:first]
}

// variable is the operand of a name.
func (f *function) variable(name string) operand {
	where, index := f.find(name, true)
	if where == global {
		index = f.stringConstant(name)
	}
	return plain(where, index)
}

// find looks a name up, outwards from the innermost scope.
func (f *function) find(name string, here bool) (where place, index int) {
	if f == nil {
		return global, 0
	}
	for i := len(f.active) - 1; i >= 0; i-- {
		if f.active[i].Name == name {
			if !here {
				f.capture(i)
			}
			return local, i
		}
	}
	where, index = f.outer.find(name, false)
	if where == global {
		return global, 0
	}
	return outerLocal, f.upvalue(name, upvalue{where == local, index})
}

// capture marks the block of a local.
func (f *function) capture(register int) {
	b := f.block
	for b != nil && b.first > register {
		b = b.outer
	}
	if b != nil {
		b.captured = true
	}
}

// upvalue is the index of an upvalue.
func (f *function) upvalue(name string, u upvalue) int {
	for i, v := range f.upvalues {
		if v == u {
			return i
		}
	}
	most := maxUpvalues
	if f.isLine {
		most = maxLineUpvalues
	}
	f.limit(len(f.upvalues)+1, most, "upvalues")
	f.upvalues = append(f.upvalues, u)
	f.proto.DbgUpvalues = append(f.proto.DbgUpvalues, name)
	return len(f.upvalues) - 1
}

package lua51

import (
	"fmt"
	"reflect"
	"sync"
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// layout holds the offsets of the unexported fields that protect.go need.
type layout struct {
	hasErrorFunc, uvcache, reg, stack, currentFrame uintptr // of LState
	top                                             uintptr // of registry
	next, index                                     uintptr // of Upvalue
	frameIdx, frameParent, frameBase, frameLocals   uintptr // of callFrame
	segIdx, segSp                                   uintptr // of autoGrowingCallFrameStack
	sp                                              uintptr // of fixedCallFrameStack
	stringConstants                                 uintptr // of FunctionProto
}

// checkLayout finds the fields, and panics where one is not what it was.
var checkLayout = sync.OnceValue(func() *layout {
	field := func(t reflect.Type, name, typ string) reflect.StructField {
		f, ok := t.FieldByName(name)
		if !ok || f.Type.String() != typ {
			panic(fmt.Sprintf("lua51: this is not gopher-lua v1.1.2: %v.%s is no %s", t, name, typ))
		}
		return f
	}
	offset := func(t reflect.Type, name, typ string) uintptr { return field(t, name, typ).Offset }
	// stackType is the type of the frames' stack, which only a state shows.
	stackType := func(growing bool, name string) reflect.Type {
		L := lua.NewState(lua.Options{SkipOpenLibs: true, CallStackSize: 1, MinimizeStackMemory: growing})
		defer L.Close()
		t := reflect.ValueOf(L).Elem().FieldByName("stack").Elem().Type()
		if t.String() != name {
			panic(fmt.Sprintf("lua51: this is not gopher-lua v1.1.2: LState.stack holds a %v, no %s", t, name))
		}
		return t.Elem()
	}
	state, upvalue := reflect.TypeFor[lua.LState](), reflect.TypeFor[lua.Upvalue]()
	registry := field(state, "reg", "*lua.registry").Type.Elem()
	frame := field(state, "currentFrame", "*lua.callFrame").Type.Elem()
	field(state, "stack", "lua.callFrameStack")
	growing := stackType(true, "*lua.autoGrowingCallFrameStack")
	fixed := stackType(false, "*lua.fixedCallFrameStack")
	return &layout{
		hasErrorFunc: offset(state, "hasErrorFunc", "bool"),
		uvcache:      offset(state, "uvcache", "*lua.Upvalue"),
		reg:          offset(state, "reg", "*lua.registry"),
		stack:        offset(state, "stack", "lua.callFrameStack"),
		currentFrame: offset(state, "currentFrame", "*lua.callFrame"),
		top:          offset(registry, "top", "int"),
		next:         offset(upvalue, "next", "*lua.Upvalue"),
		index:        offset(upvalue, "index", "int"),
		frameIdx:     offset(frame, "Idx", "int"),
		frameParent:  offset(frame, "Parent", "*lua.callFrame"),
		frameBase:    offset(frame, "Base", "int"),
		frameLocals:  offset(frame, "LocalBase", "int"),
		segIdx:       offset(growing, "segIdx", "lua.segIdx"),
		segSp:        offset(growing, "segSp", "uint8"),
		sp:           offset(fixed, "sp", "int"),

		stringConstants: offset(reflect.TypeFor[lua.FunctionProto](), "stringConstants", "[]string"),
	}
})

func at[T any](p unsafe.Pointer, offset uintptr) *T { return (*T)(unsafe.Add(p, offset)) }

// errorFuncFlag is what keeps an error from closing the upvalues of all frames.
func (l *layout) errorFuncFlag(L *lua.LState) *bool {
	return at[bool](unsafe.Pointer(L), l.hasErrorFunc)
}

// topOf is the number of registers in use, of all frames.
func (l *layout) topOf(L *lua.LState) int {
	return *at[int](*at[unsafe.Pointer](unsafe.Pointer(L), l.reg), l.top)
}

// openUpvalues is the head of the list of open upvalues, in order of register.
func (l *layout) openUpvalues(L *lua.LState) **lua.Upvalue {
	return at[*lua.Upvalue](unsafe.Pointer(L), l.uvcache)
}

func (l *layout) nextOf(u *lua.Upvalue) **lua.Upvalue {
	return at[*lua.Upvalue](unsafe.Pointer(u), l.next)
}

func (l *layout) indexOf(u *lua.Upvalue) int { return *at[int](unsafe.Pointer(u), l.index) }

// A frame is a function that is running; the zero frame is what the first call
// comes from.
type frame struct {
	p unsafe.Pointer
	l *layout
}

// complete derives the one field of a prototype that is not exported: the
// string constants by index, and "" for the others.
func (l *layout) complete(p *lua.FunctionProto) {
	texts := make([]string, len(p.Constants))
	for i, c := range p.Constants {
		if s, ok := c.(lua.LString); ok {
			texts[i] = string(s)
		}
	}
	*at[[]string](unsafe.Pointer(p), l.stringConstants) = texts
	for _, inner := range p.FunctionPrototypes {
		l.complete(inner)
	}
}

// frameOf is the innermost frame.
func (l *layout) frameOf(L *lua.LState) frame {
	return frame{*at[unsafe.Pointer](unsafe.Pointer(L), l.currentFrame), l}
}

// parent is the frame of the caller.
func (f frame) parent() frame { return frame{*at[unsafe.Pointer](f.p, f.l.frameParent), f.l} }

// base is the register that holds the function.
func (f frame) base() int { return *at[int](f.p, f.l.frameBase) }

// locals is the register where its arguments begin.
func (f frame) locals() int {
	if f.p == nil {
		return 0
	}
	return *at[int](f.p, f.l.frameLocals)
}

// depth counts the frames up to this one.
func (f frame) depth() int {
	if f.p == nil {
		return 0
	}
	return *at[int](f.p, f.l.frameIdx) + 1
}

// makeInnermost drops the frames above f. Their registers stay.
func (f frame) makeInnermost(L *lua.LState) {
	stack := at[[2]unsafe.Pointer](unsafe.Pointer(L), f.l.stack)[1]
	if n := f.depth(); !L.Options.MinimizeStackMemory {
		*at[int](stack, f.l.sp) = n
	} else if n == 0 {
		*at[uint16](stack, f.l.segIdx), *at[uint8](stack, f.l.segSp) = 0, 0
	} else {
		*at[uint16](stack, f.l.segIdx) = uint16((n - 1) / lua.FramesPerSegment)
		*at[uint8](stack, f.l.segSp) = uint8((n-1)%lua.FramesPerSegment + 1)
	}
	*at[unsafe.Pointer](unsafe.Pointer(L), f.l.currentFrame) = f.p
}

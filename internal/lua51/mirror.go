package lua51

import (
	"fmt"
	"reflect"
	"sync"
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// The types below have the fields of gopher-lua's types of the same names, in
// their places: a pointer to one of theirs is converted to a pointer to one of
// these. Admit and a test compare them.
type (
	state struct {
		G       *lua.Global
		Parent  *lua.LState
		Env     *lua.LTable
		Panic   func(*lua.LState)
		Dead    bool
		Options lua.Options

		stop         int32
		reg          *registry
		stack        any // of another interface type: only its second word is used
		alloc        *allocator
		currentFrame *callFrame
		wrapped      bool
		uvcache      *upvalue
		hasErrorFunc bool
		mainLoop     func(*lua.LState, *callFrame)
	}

	registry struct {
		array   []lua.LValue
		top     int
		growBy  int
		maxSize int
		alloc   *allocator
	}

	allocator struct {
		size  int
		fptrs []float64
	}

	callFrame struct {
		Idx        int
		Fn         *lua.LFunction
		Parent     *callFrame
		Pc         int
		Base       int // the register of the function
		LocalBase  int // and that of its first local
		ReturnBase int
		NArgs      int
		NRet       int
		TailCall   int
	}

	upvalue struct {
		next   *upvalue
		reg    *registry
		index  int
		value  lua.LValue
		closed bool
	}

	functionProto struct {
		SourceName         string
		LineDefined        int
		LastLineDefined    int
		NumUpvalues        uint8
		NumParameters      uint8
		IsVarArg           uint8
		NumUsedRegisters   uint8
		Code               []uint32
		Constants          []lua.LValue
		FunctionPrototypes []*lua.FunctionProto
		DbgSourcePositions []int
		DbgLocals          []*lua.DbgLocalInfo
		DbgCalls           []lua.DbgCall
		DbgUpvalues        []string
		stringConstants    []string // the string constants by index, "" for the others
	}

	table struct {
		Metatable lua.LValue
		array     []lua.LValue
		dict      map[lua.LValue]lua.LValue
		strdict   map[string]lua.LValue
		keys      []lua.LValue
		k2i       map[lua.LValue]int // the place of a key in keys
	}

	autoGrowingCallFrameStack struct {
		segments []*[lua.FramesPerSegment]callFrame
		segIdx   uint16
		segSp    uint8
	}

	fixedCallFrameStack struct {
		array []callFrame
		sp    int
	}
)

// internals is what an LState hides.
func internals(L *lua.LState) *state { return (*state)(unsafe.Pointer(L)) }

// Admit panics where a state that a host has opened is one of another gopher-lua than
// v1.1.2, whose insides this package knows. It does not look at those of NewState: what
// they are built with is in this module's go.mod, and held by a test.
func Admit(L *lua.LState) {
	if !isInstalled(L) {
		checkMirrors()
	}
}

// checkMirrors compares the types. It takes as long as opening the libraries does.
var checkMirrors = sync.OnceFunc(func() {
	theirs := reflect.TypeFor[lua.LState]()
	part := func(t reflect.Type, name string) reflect.Type {
		f, ok := t.FieldByName(name)
		if !ok || f.Type.Kind() != reflect.Pointer {
			panic(fmt.Sprintf("lua51: this is not gopher-lua v1.1.2: %v has no pointer %s", t, name))
		}
		return f.Type.Elem()
	}
	registers := part(theirs, "reg")
	mirror(reflect.TypeFor[state](), theirs)
	mirror(reflect.TypeFor[registry](), registers)
	mirror(reflect.TypeFor[allocator](), part(registers, "alloc"))
	mirror(reflect.TypeFor[callFrame](), part(theirs, "currentFrame"))
	mirror(reflect.TypeFor[upvalue](), reflect.TypeFor[lua.Upvalue]())
	mirror(reflect.TypeFor[functionProto](), reflect.TypeFor[lua.FunctionProto]())
	mirror(reflect.TypeFor[table](), reflect.TypeFor[lua.LTable]())
	for growing, mine := range map[bool]reflect.Type{
		true:  reflect.TypeFor[autoGrowingCallFrameStack](),
		false: reflect.TypeFor[fixedCallFrameStack](),
	} {
		// Only a state shows the type.
		L := lua.NewState(lua.Options{SkipOpenLibs: true, CallStackSize: 1, RegistrySize: 1, MinimizeStackMemory: growing})
		mirror(mine, reflect.ValueOf(L).Elem().FieldByName("stack").Elem().Type().Elem())
		L.Close()
	}
})

// mirror compares the fields of mine with the first of theirs.
func mirror(mine, theirs reflect.Type) {
	for i := range mine.NumField() {
		m := mine.Field(i)
		if i < theirs.NumField() {
			t := theirs.Field(i)
			if m.Name == t.Name && m.Offset == t.Offset && m.Type.Size() == t.Type.Size() && m.Type.Kind() == t.Type.Kind() {
				continue
			}
		}
		panic(fmt.Sprintf("lua51: this is not gopher-lua v1.1.2: %v has another field for %s", theirs, m.Name))
	}
}

// depth counts the frames up to this one; nil is what the first call comes from.
func (f *callFrame) depth() int {
	if f == nil {
		return 0
	}
	return f.Idx + 1
}

// frames is where the frames are.
func (s *state) frames() unsafe.Pointer { return (*[2]unsafe.Pointer)(unsafe.Pointer(&s.stack))[1] }

// firstFrame is that of the outermost function.
func (s *state) firstFrame() *callFrame {
	if s.Options.MinimizeStackMemory {
		return &(*autoGrowingCallFrameStack)(s.frames()).segments[0][0]
	}
	return &(*fixedCallFrameStack)(s.frames()).array[0]
}

// dropAbove makes f the innermost frame. The registers of those above stay.
func (s *state) dropAbove(f *callFrame) {
	stack, n := s.frames(), f.depth()
	if s.Options.MinimizeStackMemory {
		growing := (*autoGrowingCallFrameStack)(stack)
		growing.segIdx, growing.segSp = 0, 0
		if n > 0 {
			growing.segIdx = uint16((n - 1) / lua.FramesPerSegment)
			growing.segSp = uint8((n-1)%lua.FramesPerSegment + 1)
		}
	} else {
		(*fixedCallFrameStack)(stack).sp = n
	}
	s.currentFrame = f
}

// closeFrom closes the open upvalues at and above a register.
func (s *state) closeFrom(base int) {
	link := &s.uvcache
	for *link != nil && (*link).index < base {
		link = &(*link).next
	}
	for u := *link; u != nil; u = u.next {
		(*lua.Upvalue)(unsafe.Pointer(u)).Close()
	}
	*link = nil
}

// complete derives the one field of a prototype that gopher-lua does not export.
func complete(p *lua.FunctionProto) {
	texts := make([]string, len(p.Constants))
	for i, c := range p.Constants {
		if s, ok := c.(lua.LString); ok {
			texts[i] = string(s)
		}
	}
	(*functionProto)(unsafe.Pointer(p)).stringConstants = texts
	for _, inner := range p.FunctionPrototypes {
		complete(inner)
	}
}

// hasKey tells whether next can go on from a key: it is or was in the table.
func hasKey(t *lua.LTable, key lua.LValue) bool {
	m := (*table)(unsafe.Pointer(t))
	if n, ok := key.(lua.LNumber); ok && n >= 1 && n <= lua.LNumber(len(m.array)) && n == lua.LNumber(int(n)) {
		return true
	}
	_, ok := m.k2i[key]
	return ok || key == lua.LNil
}

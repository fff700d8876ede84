package lua51

import (
	"slices"
	"strings"
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// An Image is what a state contains before a script, to make it as fresh again
// whatever the script did, also where its goroutine ended in the middle.
type Image struct {
	L          *lua.LState
	thread     threadImage
	metatables [len(typed)]lua.LValue
	tables     []tableImage
	fields     []fieldImage
	libraries  *libraries
}

// threadImage is what a state has beside its stacks, which are empty.
type threadImage struct {
	env           *lua.LTable
	panic         func(*lua.LState)
	options       lua.Options
	hasErrorFunc  bool
	main, current *lua.LState
}

// tableImage is what a table contains.
type tableImage struct {
	table  *table
	meta   lua.LValue
	array  []lua.LValue
	keys   []lua.LValue // in the order of next, but for those of array
	names  []string     // the keys that are strings, "" for the others
	values []lua.LValue // by keys
}

// fieldImage is an environment of a function, or an environment or a metatable of
// a userdata; the other is nil.
type fieldImage struct {
	env     **lua.LTable
	meta    *lua.LValue
	wasEnv  *lua.LTable
	wasMeta lua.LValue
}

// typed are values of the types that have one metatable for all of their values.
var typed = [...]lua.LValue{
	lua.LNil, lua.LFalse, lua.LNumber(0), lua.LString(""), &lua.LFunction{}, &lua.LState{}, lua.LChannel(nil),
}

// NewImage notes what can be reached in a state, whose stack must be empty, and
// from more values that functions of Go keep.
func NewImage(L *lua.LState, more ...lua.LValue) *Image {
	s := internals(L)
	i := &Image{
		L:         L,
		thread:    threadImage{s.Env, s.Panic, s.Options, s.hasErrorFunc, L.G.MainThread, L.G.CurrentThread},
		libraries: librariesOf(L),
	}
	for n, v := range typed {
		i.metatables[n] = L.GetMetatable(v)
	}
	reach(append(append(more, L.G.Registry, L.G.Global), i.metatables[:]...), func(v lua.LValue) {
		switch v := v.(type) {
		case *lua.LTable:
			i.tables = append(i.tables, imageOf(v))
		case *lua.LFunction:
			i.fields = append(i.fields, fieldImage{env: &v.Env, wasEnv: v.Env})
		case *lua.LUserData:
			i.fields = append(i.fields, fieldImage{env: &v.Env, wasEnv: v.Env}, fieldImage{meta: &v.Metatable, wasMeta: v.Metatable})
		}
	})
	return i
}

// reach visits the tables, functions and userdata that can be reached.
func reach(todo []lua.LValue, visit func(lua.LValue)) {
	seen := map[lua.LValue]bool{}
	for len(todo) > 0 {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if v == nil || seen[v] {
			continue
		}
		seen[v] = true
		switch v := v.(type) {
		case *lua.LTable:
			todo = append(todo, v.Metatable)
			v.ForEach(func(key, value lua.LValue) { todo = append(todo, key, value) })
		case *lua.LFunction:
			todo = append(todo, v.Env)
			for _, u := range v.Upvalues {
				if u != nil {
					todo = append(todo, u.Value())
				}
			}
		case *lua.LUserData:
			todo = append(todo, v.Metatable)
			if v.Env != nil {
				todo = append(todo, v.Env)
			}
		default:
			continue
		}
		visit(v)
	}
}

func imageOf(v *lua.LTable) tableImage {
	t := (*table)(unsafe.Pointer(v))
	t.keys = slices.Clip(t.keys) // what is appended goes elsewhere
	i := tableImage{table: t, meta: t.Metatable, array: slices.Clone(t.array), keys: t.keys}
	for _, key := range t.keys {
		name, _ := key.(lua.LString)
		i.names = append(i.names, string(name))
		i.values = append(i.values, v.RawGetH(key))
	}
	return i
}

// Restore makes the state what it was. Nothing may run in it.
func (i *Image) Restore() {
	i.restoreThread()
	for n, v := range typed {
		if i.L.GetMetatable(v) != i.metatables[n] {
			i.L.SetMetatable(v, i.metatables[n])
		}
	}
	for n := range i.tables {
		i.tables[n].restore()
	}
	for n := range i.fields {
		if f := &i.fields[n]; f.env != nil {
			*f.env = f.wasEnv
		} else {
			*f.meta = f.wasMeta
		}
	}
	for _, reset := range i.libraries.resets {
		reset()
	}
}

func (i *Image) restoreThread() {
	s, was := internals(i.L), &i.thread
	s.Env, s.Panic, s.Options, s.hasErrorFunc = was.env, was.panic, was.options, was.hasErrorFunc
	s.G.MainThread, s.G.CurrentThread = was.main, was.current
	s.Parent, s.Dead, s.wrapped, s.uvcache = nil, false, false, nil
	s.dropAbove(nil)
	if s.Options.MinimizeStackMemory {
		stack := (*autoGrowingCallFrameStack)(s.frames())
		clear(stack.segments[0][:])
		for n := 1; n < len(stack.segments) && stack.segments[n] != nil; n++ {
			stack.segments[n] = nil
		}
	}
	if r := s.reg; len(r.array) > s.Options.RegistrySize {
		r.array, r.top = make([]lua.LValue, s.Options.RegistrySize), 0
	} else {
		clear(r.array)
		r.top = 0
	}
}

// manyKeys is how many keys more than before a table's maps may have had to be
// used again: they never get smaller.
const manyKeys = 1000

func (i *tableImage) restore() {
	t := i.table
	t.Metatable = i.meta
	if !slices.Equal(t.array, i.array) {
		clear(t.array)
		t.array = append(t.array[:0], i.array...)
	}
	if len(t.keys)-len(i.keys) > manyKeys || len(i.keys) == 0 {
		t.strdict, t.dict, t.keys, t.k2i = nil, nil, nil, nil
	}
	for n := len(i.keys); n < len(t.keys); n++ {
		key := t.keys[n]
		if name, ok := key.(lua.LString); ok {
			delete(t.strdict, string(name))
		} else {
			delete(t.dict, key)
		}
		delete(t.k2i, key)
	}
	if len(t.keys) > len(i.keys) {
		t.keys = i.keys
	}
	for n, name := range i.names {
		if t.strdict[name] == i.values[n] && name != "" {
			continue
		}
		if v := (*lua.LTable)(unsafe.Pointer(t)); v.RawGetH(i.keys[n]) != i.values[n] {
			v.RawSetH(i.keys[n], i.values[n])
		}
	}
}

// sortLibraries has next go through the tables of a state in the order of their
// keys: gopher-lua fills them in random order.
func sortLibraries(L *lua.LState) {
	reach([]lua.LValue{L.G.Registry, L.G.Global, L.GetMetatable(lua.LString(""))}, func(v lua.LValue) {
		if v, ok := v.(*lua.LTable); ok {
			t := (*table)(unsafe.Pointer(v))
			slices.SortFunc(t.keys, func(x, y lua.LValue) int { return strings.Compare(x.String(), y.String()) })
			for n, key := range t.keys {
				t.k2i[key] = n
			}
		}
	})
}

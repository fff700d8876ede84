package lua51

import (
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// Every process of a script opens a state, so what is in one is made in few pieces.

// NewTable is CreateTable for n fields, with room for what gopher-lua notes of them
// besides.
func NewTable(n int) *lua.LTable {
	v := &lua.LTable{Metatable: lua.LNil}
	t := (*table)(unsafe.Pointer(v))
	t.strdict = make(map[string]lua.LValue, n)
	t.keys = make([]lua.LValue, 0, n)
	t.k2i = make(map[lua.LValue]int, n)
	return v
}

// Functions makes functions of Go, of which n share one piece of memory.
func Functions(L *lua.LState, n int) (newFunction func(call lua.LGFunction) *lua.LFunction) {
	room := make([]lua.LFunction, n)
	return func(call lua.LGFunction) *lua.LFunction {
		if len(room) == 0 {
			return L.NewFunction(call)
		}
		f := &room[0]
		room = room[1:]
		f.IsG, f.Env, f.GFunction, f.Upvalues = true, L.Env, call, []*lua.Upvalue{}
		return f
	}
}

// named is a function of a library.
type named struct {
	name string
	call lua.LGFunction
}

// fill puts functions into a library.
func fill(L *lua.LState, lib *lua.LTable, functions ...named) {
	newFunction := Functions(L, len(functions))
	for _, f := range functions {
		lib.RawSetString(f.name, newFunction(f.call))
	}
}

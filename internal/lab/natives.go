package lab

import (
	_ "embed"
	"errors"
	"sync"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/luamod"
)

//go:embed prelude.lua
var prelude string

const preludeChunk = "section"

// compiledPrelude is the same for all states.
var compiledPrelude = sync.OnceValues(func() (*lua.FunctionProto, error) {
	return lua51.Compile(prelude, "="+preludeChunk)
})

// sectionKey is where the registry of a state has section, until provide may use it.
const sectionKey = "ipclua.section"

// actor is what a lab's functions need of a process: a simulated one or a real one.
type actor interface {
	State() *lua.LState
	Mark(call, what string)
}

// The marks that a process leaves.
const (
	enterMark = "enter"
	leaveMark = "leave"
)

// openNatives adds what a lab's functions use to a state whose module is not yet
// open, so that closures over it travel between processes. What lets a script take
// such closures apart goes: it could play that it has been in a section.
func openNatives(a actor) {
	L := a.State()
	proto, err := compiledPrelude()
	if err != nil {
		panic(err) // prelude.lua is ours
	}
	mark := func(call string) *lua.LFunction {
		return L.NewFunction(func(L *lua.LState) int {
			a.Mark(call, L.CheckString(1))
			return 0
		})
	}
	L.Push(L.NewFunctionFromProto(proto))
	L.Push(mark(enterMark))
	L.Push(mark(leaveMark))
	L.Call(2, 1)
	L.G.Registry.RawSetString(sectionKey, L.Get(-1))
	L.Pop(1)
	if debug, ok := L.GetGlobal("debug").(*lua.LTable); ok {
		for _, name := range []string{"getregistry", "getupvalue", "setupvalue", "getlocal", "setlocal"} {
			debug.RawSetString(name, lua.LNil)
		}
	}
}

// provide runs a lab's own function, which was packed, in a process of the
// student's program.
func provide(L *lua.LState, m *luamod.Module, function []byte) error {
	fn, err := m.Unpack(function)
	if err != nil {
		return err
	}
	L.SetGlobal("section", L.G.Registry.RawGetString(sectionKey))
	L.Push(fn)
	err = lua51.PCall(L, 0, 0, nil)
	L.SetGlobal("section", lua.LNil)
	if err != nil {
		return errors.New(lua51.Message(L, lua51.ErrorValue(err)))
	}
	return nil
}

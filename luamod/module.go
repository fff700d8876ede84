package luamod

import (
	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/internal/ship"
	"ipclua/sysv"
)

// Module is one open "ipc" in one state.
type Module struct {
	world *World
	state *lua.LState
	table *lua.LTable

	errorMeta     *lua.LTable
	joinErrorMeta *lua.LTable

	classes   classes
	numbers   lua51.Numbers
	temporary temporaries
	children  children
	shipper   *ship.Shipper

	downUp [4]*lua.LFunction // of semaphores: down, P, up, V

	quick, wasQuick bool // nobody has changed the classes' metatables; at first

	// Room for the call that is running: there is only one.
	ops  []sysv.SemOp
	text []byte // of a message
}

// function is an entry of a module's or a class's table.
type function struct {
	name string
	call lua.LGFunction
}

// Preload makes require "ipc" give the module in world w. As with Open, what
// the state contains by now need not travel to processes that are spawned, so
// it comes after the libraries and before any script, in parent and child
// alike; and the host calls [Module.Close] when the script is over.
func Preload(L *lua.LState, w *World) *Module {
	m := newModule(L, w)
	L.PreloadModule("ipc", func(L *lua.LState) int {
		L.Push(m.table)
		return 1
	})
	m.shipper = ship.New(L, m.hooks()...)
	return m
}

// Open loads the module and sets the global ipc.
func Open(L *lua.LState, w *World) *Module {
	m := newModule(L, w)
	L.SetGlobal("ipc", m.table)
	loaded := L.GetField(L.GetGlobal("package"), "loaded")
	if t, ok := loaded.(*lua.LTable); ok {
		t.RawSetString("ipc", m.table)
	}
	m.shipper = ship.New(L, m.hooks()...)
	return m
}

func newModule(L *lua.LState, w *World) *Module {
	lua51.Admit(L)
	m := &Module{world: w, state: L, table: lua51.NewTable(112)}
	m.wasQuick = lua51.WhenExposed(L, func() { m.quick = false })
	m.quick = m.wasQuick
	m.errorMeta = m.newErrorMeta()
	m.openClasses()
	m.replaceExit()
	L.G.Registry.RawSetString("ipc", m.table) // a path to it, also before it is required
	lua51.SetHint(L, m.hint)
	for _, group := range [...][]function{
		m.cFunctions(),
		m.segmentFunctions(),
		m.semaphoreFunctions(),
		m.queueFunctions(),
		m.structFunctions(),
		m.processFunctions(),
		m.lookFunctions(),
	} {
		newFunction := lua51.Functions(L, len(group))
		for _, f := range group {
			m.table.RawSetString(f.name, newFunction(f.call))
		}
	}
	for _, c := range sysv.Constants() {
		m.table.RawSetString(c.Name, lua.LNumber(c.Value))
	}
	for _, e := range sysv.Errnos() {
		m.table.RawSetString(e.Name(), lua.LNumber(e))
	}
	return m
}

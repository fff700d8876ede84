package lua51

import (
	"sync"

	lua "github.com/yuin/gopher-lua"
)

// maxArrayIndex is the largest key that goes into a table's array. By
// gopher-lua's default t[7733249] = true, with an id as key, allocates an array
// of 124 MB. But # counts only what is in the array, so it must hold the lists
// that people make: a million cells are 16 MB.
const maxArrayIndex = 1 << 20

// Options are those of a state that starts small, without libraries, and can grow:
// calls nest 20,000 deep.
func Options() lua.Options {
	return lua.Options{
		SkipOpenLibs:        true,
		CallStackSize:       20000,
		MinimizeStackMemory: true,
		RegistrySize:        1024,
		RegistryGrowStep:    16384, // each step copies all before it
		RegistryMaxSize:     1 << 20,
	}
}

// NewState opens a state with the standard libraries and all repairs.
func NewState() *lua.LState {
	prepare()
	L := lua.NewState(Options())
	openLibraries(L)
	install(L)
	return L
}

// NewStateOn opens a state on another system than the host. States that are
// opened so are equal, also in the order in which pairs goes through the
// libraries.
func NewStateOn(s System) *lua.LState {
	prepare()
	L := lua.NewState(Options())
	openLibraries(L)
	L.G.Registry.RawSetString(librariesKey, &lua.LUserData{Value: &libraries{system: s}, Env: L.Env, Metatable: lua.LNil})
	install(L)
	sortLibraries(L)
	return L
}

// openLibraries opens those of Lua 5.1, or makes a table for what install puts there,
// where nothing of gopher-lua's would be left. gopher-lua has one of Go's channels, too,
// whose waits nothing can end: not Ctrl-C, and not who simulates a process.
func openLibraries(L *lua.LState) {
	for _, library := range [...]struct {
		name string
		open lua.LGFunction
	}{
		{lua.LoadLibName, lua.OpenPackage},
		{lua.BaseLibName, lua.OpenBase},
		{lua.DebugLibName, lua.OpenDebug},
		{lua.CoroutineLibName, lua.OpenCoroutine},
	} {
		L.Push(L.NewFunction(library.open))
		L.Push(lua.LString(library.name))
		L.Call(1, 0)
	}
	for _, name := range [...]string{"_printregs", "_GOPHER_LUA_VERSION"} {
		L.SetGlobal(name, lua.LNil)
	}
	loaded := L.GetField(L.GetGlobal(lua.LoadLibName), "loaded").(*lua.LTable)
	for _, library := range [...]struct {
		name   string
		fields int
	}{{lua.TabLibName, 9}, {lua.IoLibName, 14}, {lua.OsLibName, 11}, {lua.StringLibName, 15}, {lua.MathLibName, 31}} {
		lib := NewTable(library.fields)
		L.G.Global.RawSetString(library.name, lib)
		loaded.RawSetString(library.name, lib)
	}
}

// prepare sets what all states share, before the first one reads it.
var prepare = sync.OnceFunc(func() {
	installVM()
	lua.MaxArrayIndex = maxArrayIndex
})

// install repairs a state whose libraries are open.
func install(L *lua.LState) {
	installBase(L)
	installString(L)
	installMath(L)
	installTable(L)
	installBit(L)
	installLoaders(L)
	installProtect(L)
	installError(L)
	installDebug(L)
	installCoroutines(L)
	installPackage(L)
	installEnvironment(L)
	installOS(L, installIO(L))
	installCollector(L)
	librariesOf(L).installed = true
}

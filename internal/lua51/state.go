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

// Options are those of a state that starts small and can grow: calls nest
// 20,000 deep.
func Options() lua.Options {
	return lua.Options{
		CallStackSize:       20000,
		MinimizeStackMemory: true,
		RegistrySize:        1024,
		RegistryGrowStep:    16384, // each step copies all before it
		RegistryMaxSize:     1 << 20,
	}
}

// NewState opens a state with the standard libraries and all repairs.
func NewState() *lua.LState {
	L := lua.NewState(Options())
	Install(L)
	return L
}

// NewStateOn opens a state on another system than the host. States that are
// opened so are equal, also in the order in which pairs goes through the
// libraries.
func NewStateOn(s System) *lua.LState {
	L := lua.NewState(Options())
	L.G.Registry.RawSetString(librariesKey, &lua.LUserData{Value: &libraries{system: s}, Env: L.Env, Metatable: lua.LNil})
	Install(L)
	sortLibraries(L)
	return L
}

// once guards a variable of gopher-lua that all states share.
var once sync.Once

// Install repairs a state whose libraries are open. It panics when it is built
// with another gopher-lua than the one it knows.
func Install(L *lua.LState) {
	once.Do(func() {
		checkMirrors()
		installVM()
		lua.MaxArrayIndex = maxArrayIndex
	})
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
}

package luamod_test

import (
	"fmt"

	lua "github.com/yuin/gopher-lua"

	"ipclua/luamod"
)

// Any gopher-lua state can have the module. A host whose scripts spawn
// processes calls luamod.ChildMain first in its main.
func Example() {
	L := lua.NewState()
	defer L.Close()
	m := luamod.Preload(L, luamod.NewWorld())
	err := L.DoString(`
		local ipc = require "ipc"
		flags = ipc.flags("IPC_CREAT | 0600")`)
	m.Close(err == nil)
	fmt.Println(L.GetGlobal("flags"), err)
	// Output: 896 <nil>
}

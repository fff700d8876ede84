package lua51

import (
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// module makes a table, in package.loaded and in the global variable of its
// name, and makes it the environment of the function that calls.
func (p packageLib) module(L *lua.LState) int {
	name := L.CheckString(1)
	module, ok := L.GetField(p.loaded, name).(*lua.LTable)
	if !ok {
		if module, ok = findTable(L, name); !ok {
			L.RaiseError("name conflict for module '%s'", name)
		}
		L.SetField(p.loaded, name, module)
	}
	if L.GetField(module, "_NAME") == lua.LNil {
		L.SetField(module, "_M", module)
		L.SetField(module, "_NAME", lua.LString(name))
		L.SetField(module, "_PACKAGE", lua.LString(name[:strings.LastIndex(name, ".")+1]))
	}
	caller, ok := levelAt(L, 1)
	if !ok || caller.lost || caller.Fn.IsG {
		L.RaiseError("'module' not called from a Lua function")
	}
	caller.Fn.Env = module
	for i := 2; i <= L.GetTop(); i++ {
		if option, ok := L.Get(i).(*lua.LFunction); ok {
			L.Push(option)
			L.Push(module)
			L.Call(1, 0)
		}
	}
	return 0
}

// findTable follows a name with dots from the globals, and makes tables where
// there is nothing (luaL_findtable).
func findTable(L *lua.LState, name string) (*lua.LTable, bool) {
	table := L.Env
	for field := range strings.SplitSeq(name, ".") {
		v := table.RawGetString(field)
		if v == lua.LNil {
			v = L.NewTable()
			L.SetField(table, field, v)
		}
		next, ok := v.(*lua.LTable)
		if !ok {
			return nil, false
		}
		table = next
	}
	return table, true
}

// seeAll is package.seeall: a module's missing names are the globals'.
func seeAll(L *lua.LState) int {
	module := L.CheckTable(1)
	meta, ok := module.Metatable.(*lua.LTable)
	if !ok {
		meta = L.NewTable()
		module.Metatable = meta
	}
	L.SetField(meta, "__index", L.Env)
	return 0
}

package luamod

import lua "github.com/yuin/gopher-lua"

// field is a named value of an object that never changes.
type field struct {
	name  string
	value lua.LValue
}

// wrapFields makes the userdata of a Go value that has fields. It gets an index
// table of its own, which holds them, with the class's methods behind: a Go
// function as __index would cost every lookup more than a call of a method does.
func (c *class) wrapFields(L *lua.LState, value any, fields []field) *lua.LUserData {
	index := L.CreateTable(0, len(fields))
	for _, f := range fields {
		index.RawSetString(f.name, f.value)
	}
	index.Metatable = c.behind
	meta := L.CreateTable(0, 8)
	for k, v := c.meta.Next(lua.LNil); k != lua.LNil; k, v = c.meta.Next(k) {
		meta.RawSet(k, v)
	}
	meta.RawSetString("__index", index)
	return &lua.LUserData{Value: value, Metatable: meta}
}

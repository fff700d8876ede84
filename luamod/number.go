package luamod

import lua "github.com/yuin/gopher-lua"

// number makes a Lua number; many share an allocation.
func (m *Module) number(x float64) lua.LValue { return m.numbers.Value(x) }

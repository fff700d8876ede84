package luamod

import (
	"slices"

	lua "github.com/yuin/gopher-lua"
)

// hint helps where a field of the module or of one of its objects is misspelt.
func (m *Module) hint(object lua.LValue, field string) string {
	switch object := object.(type) {
	case *lua.LTable:
		if object == m.table {
			return Suggest(field, keysOf(object))
		}
	case *lua.LUserData:
		for _, c := range m.classes.all() {
			if typeName(object) == c.name {
				return Suggest(field, keysOf(c.methods))
			}
		}
	}
	return ""
}

func keysOf(t *lua.LTable) []string {
	var names []string
	t.ForEach(func(key, _ lua.LValue) {
		if name, ok := key.(lua.LString); ok {
			names = append(names, string(name))
		}
	})
	slices.Sort(names) // the order of ForEach is chance
	return names
}

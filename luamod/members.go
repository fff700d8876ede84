package luamod

import (
	"slices"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// Members are the names behind "." and those behind ":" of an object of the
// module, sorted; nothing of other values.
func (m *Module) Members(v lua.LValue) (fields, methods []string) {
	ud, ok := v.(*lua.LUserData)
	if !ok {
		return nil, nil
	}
	if s, ok := ud.Value.(*instance); ok {
		for _, member := range s.typ.members {
			fields = append(fields, member.name)
		}
		return fields, nil
	}
	r := readReference(definitions)
	for _, c := range m.classes.all() {
		if c.name == typeName(ud) {
			methods = c.names()
			fields = r.fields(shortName(c.name))
		}
	}
	slices.Sort(methods)
	slices.Sort(fields)
	return fields, methods
}

// fields are the names of a class's fields, its parents' among them.
func (r *reference) fields(class string) []string {
	c := r.class(class)
	if c == nil {
		return nil
	}
	var names []string
	for _, parent := range c.parents {
		names = append(names, r.fields(parent)...)
	}
	for _, f := range c.fields {
		if isName(f.name) {
			names = append(names, f.name)
		}
	}
	return names
}

// Options are the names that the table argument of a function of the module can
// have, sorted: ipc.segment{ key = …, size = … }.
func (m *Module) Options(f lua.LValue) []string {
	fn, ok := f.(*lua.LFunction)
	if !ok {
		return nil
	}
	r := readReference(definitions)
	for _, p := range r.find(m.functionName(fn)) {
		for _, v := range p.params {
			kind, _, _ := strings.Cut(v.kind, "|")
			if strings.HasSuffix(kind, ".options") {
				names := r.fields(shortName(kind))
				slices.Sort(names)
				return slices.Compact(names)
			}
		}
	}
	return nil
}

// Topics are the names that ipc.help knows.
func Topics() []string { return readReference(definitions).names() }

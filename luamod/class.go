package luamod

import (
	"fmt"
	"slices"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
)

// class is what a kind of userdata has in common. Its metatable is in the
// registry under its name.
type class struct {
	name    string
	meta    *lua.LTable
	methods *lua.LTable
	behind  *lua.LTable // leads from an index table of one object's own to methods
	module  *Module
	found   [32]struct {
		name   string
		method lua.LValue
	}
}

// classes are the kinds of userdata of the module.
type classes struct {
	memory, segment, view, layout, instance, instances *class
	semaphore, queue, process                          *class
}

// all lists those that are open.
func (c *classes) all() []*class {
	list := []*class{
		c.memory, c.segment, c.view, c.layout, c.instance, c.instances, c.semaphore, c.queue, c.process,
	}
	return slices.DeleteFunc(list, func(c *class) bool { return c == nil })
}

func (m *Module) openClasses() {
	m.openMemoryClasses()
	m.openStructClasses()
	m.openSegmentClass()
	m.openSemaphoreClass()
	m.openQueueClass()
	m.openProcessClass()
}

// newClass makes a class whose methods are found through a plain table, the
// fastest way that gopher-lua has. A class with fields besides sets another
// __index in its metatable.
func (m *Module) newClass(name string, methods []function, meta []function) *class {
	c := &class{module: m, name: name, meta: m.newMetatable(name), methods: lua51.NewTable(len(methods))}
	newFunction := lua51.Functions(m.state, len(methods)+len(meta)+1)
	for _, f := range methods {
		c.methods.RawSetString(f.name, newFunction(f.call))
	}
	c.behind = lua51.NewTable(1)
	c.behind.RawSetString("__index", c.methods)
	c.meta.RawSetString("__index", c.methods)
	c.meta.RawSetString("__newindex", newFunction(readOnlyField))
	c.meta.RawSetString("__metatable", lua.LString(name))
	for _, f := range meta {
		c.meta.RawSetString(f.name, newFunction(f.call))
	}
	return c
}

// newMetatable is NewTypeMetatable of the size that it takes: every process that
// starts pays for what that reserves.
func (m *Module) newMetatable(name string) *lua.LTable {
	meta := lua51.NewTable(8)
	m.state.G.Registry.RawSetString(name, meta)
	return meta
}

// wrap makes the userdata of a Go value.
func (c *class) wrap(value any) *lua.LUserData {
	return &lua.LUserData{Value: value, Metatable: c.meta}
}

func readOnlyField(L *lua.LState) int {
	L.RaiseError("field '%s' is read-only", keyText(L.Get(2)))
	return 0
}

// self gives the Go value of a method's object, or raises.
func self[T any](L *lua.LState, method string) T {
	if ud, ok := L.Get(1).(*lua.LUserData); ok {
		if v, ok := ud.Value.(T); ok {
			return v
		}
	}
	L.RaiseError("calling '%s' on bad self (%s); methods are called with ':'", method, describe(L, 1))
	panic("unreachable")
}

// keyText is a key in a message. An address would say nothing, and another thing
// each time.
func keyText(k lua.LValue) string {
	switch k.(type) {
	case lua.LString, lua.LNumber, lua.LBool, *lua.LNilType:
		return k.String()
	}
	return "a " + typeName(k)
}

// typeName is a value's type as people know it: the class's for our userdata.
func typeName(v lua.LValue) string {
	if ud, ok := v.(*lua.LUserData); ok {
		if meta, ok := ud.Metatable.(*lua.LTable); ok {
			if name, ok := meta.RawGetString("__metatable").(lua.LString); ok {
				return string(name)
			}
		}
	}
	return v.Type().String()
}

func describe(L *lua.LState, index int) string {
	if index > L.GetTop() {
		return "no value"
	}
	return fmt.Sprintf("a %s", typeName(L.Get(index)))
}

package luamod

import (
	"fmt"

	lua "github.com/yuin/gopher-lua"
)

func (m *Module) openStructClasses() {
	m.classes.layout = m.newClass("ipc.layout", []function{{"offset", layoutOffset}}, []function{{"__tostring", layoutString}})
	m.classes.instance = m.newClass("ipc.instance", nil, []function{
		{"__index", m.instanceIndex},
		{"__newindex", m.instanceNewIndex},
		{"__tostring", instanceString},
	})
	m.classes.instances = m.newClass("ipc.instances", nil, []function{
		{"__index", m.instanceIndex},
		{"__newindex", m.instanceNewIndex},
		{"__len", instancesLen},
		{"__tostring", instanceString},
	})
}

func (m *Module) structFunctions() []function { return []function{{"struct", m.newLayout}} }

// newLayout is ipc.struct(declaration).
func (m *Module) newLayout(L *lua.LState) int {
	a := callArgs(L, "struct")
	l, err := parseLayout(a.text(1))
	if err != nil {
		a.fail(1, "%s", err)
	}
	L.Push(m.wrapLayout(l))
	return 1
}

func (m *Module) wrapLayout(l *layout) *lua.LUserData {
	return m.classes.layout.wrapFields(m.state, l, []field{{"size", lua.LNumber(l.size)}})
}

// layoutOffset is L:offset("story"), of a nested field L:offset("corner[1].y").
func layoutOffset(L *lua.LState) int {
	l, a := self[*layout](L, "offset"), methodArgs(L, "offset")
	offset, why := l.path(a.text(1))
	if why != "" {
		a.fail(1, "%s", why)
	}
	L.Push(lua.LNumber(offset))
	return 1
}

func layoutString(L *lua.LState) int {
	l := self[*layout](L, "tostring")
	L.Push(lua.LString(fmt.Sprintf("struct of %d bytes { %s }", l.size, l.text)))
	return 1
}

// memoryStruct is m:struct(L [, offset=0]).
func (m *Module) memoryStruct(L *lua.LState) int {
	mem, a := m.memorySelf(L, "struct")
	ud, l := layoutArgument(a)
	offset := int(a.optInteger(2, 0, 0, int64(mem.Size())))
	if l.size > mem.Size()-offset {
		a.fail(2, "a struct of %d bytes at offset %d passes the end, %d", l.size, offset, mem.Size())
	}
	L.Push(m.wrapInstance(&instance{mem: mem, owner: L.Get(1).(*lua.LUserData), typ: &l.ctype, offset: offset, layout: ud}))
	return 1
}

// memoryStructs is m:structs(L [, offset=0 [, count]]), by default as many as fit.
func (m *Module) memoryStructs(L *lua.LState) int {
	mem, a := m.memorySelf(L, "structs")
	ud, l := layoutArgument(a)
	offset := int(a.optInteger(2, 0, 0, int64(mem.Size())))
	whole := (mem.Size() - offset) / l.size
	count := a.optInteger(3, int64(whole), 0, exact)
	if count > int64(whole) {
		a.fail(3, "%d structs of %d bytes at offset %d pass the end, %d", count, l.size, offset, mem.Size())
	}
	L.Push(m.wrapInstance(&instance{mem: mem, owner: L.Get(1).(*lua.LUserData), typ: arrayOf(&l.ctype, uint64(count)), offset: offset, layout: ud}))
	return 1
}

func layoutArgument(a args) (*lua.LUserData, *layout) {
	ud, ok := a.get(1).(*lua.LUserData)
	if ok {
		if l, ok := ud.Value.(*layout); ok {
			return ud, l
		}
	}
	a.failType(1, "layout (of ipc.struct)")
	return nil, nil
}

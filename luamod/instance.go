package luamod

import (
	"fmt"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// instance is a struct in a memory, or an array whose elements are no plain
// numbers. It belongs to the attachment that it was made from, as a view does.
type instance struct {
	mem    *sysv.Memory
	owner  *lua.LUserData // whose memory it is
	typ    *ctype
	offset int
	layout *lua.LUserData // that it was made with; nil for a part of another
	whole  *lua.LUserData // what it is a part of
	key    lua.LValue     // its name or index there
	parts  []lua.LValue   // the members that are objects, once they were asked for
	module *Module
}

func (m *Module) wrapInstance(s *instance) *lua.LUserData {
	s.module = m
	if s.typ.kind == arrayType {
		return m.classes.instances.wrap(s)
	}
	return m.classes.instance.wrap(s)
}

// part finds the type and the offset of s[key], and its place among a struct's
// members, -1 in an array.
func (s *instance) part(key lua.LValue) (typ *ctype, offset, index int, why string) {
	if s.typ.kind == arrayType {
		i, ok := indexOf(key, s.typ.count)
		if !ok {
			return nil, 0, 0, missing(key, s.typ.count)
		}
		return s.typ.elem, s.offset + i*s.typ.elem.size, -1, ""
	}
	name, ok := key.(lua.LString)
	if !ok {
		return nil, 0, 0, "a struct's fields have names, got a " + typeName(key)
	}
	f, why := s.typ.member(string(name))
	if why != "" {
		return nil, 0, 0, why
	}
	return f.typ, s.offset + f.offset, f.index, ""
}

// instanceIndex is s.name and a[i].
func (m *Module) instanceIndex(L *lua.LState) int {
	s := self[*instance](L, "__index")
	typ, offset, index, why := s.part(L.Get(2))
	if why != "" {
		L.RaiseError("%s", why)
	}
	if typ.kind == scalarType || typ.isString() {
		L.Push(m.scalarValue(L, s.mem, typ, offset))
		return 1
	}
	if index >= 0 && s.parts != nil && s.parts[index] != nil {
		L.Push(s.parts[index])
		return 1
	}
	m.needAttached(L, s.mem)
	var value lua.LValue
	if typ.isCells() {
		value = m.newView(s.mem, s.owner, typ.elem.cell, offset, typ.count)
	} else {
		value = m.wrapInstance(&instance{mem: s.mem, owner: s.owner, typ: typ, offset: offset, whole: L.Get(1).(*lua.LUserData), key: L.Get(2)})
	}
	if index >= 0 {
		if s.parts == nil {
			s.parts = make([]lua.LValue, len(s.typ.members))
		}
		s.parts[index] = value
	}
	L.Push(value)
	return 1
}

// scalarValue reads a number, a boolean or a string.
func (m *Module) scalarValue(L *lua.LState, mem *sysv.Memory, typ *ctype, offset int) lua.LValue {
	b, err := mem.Readable(offset, typ.size)
	if err != nil {
		m.raise(L, err)
	}
	if typ.kind == arrayType {
		return lua.LString(untilNUL(b))
	}
	x, ok := typ.cell.load(b)
	switch {
	case typ.cell == boolCell:
		return lua.LBool(x != 0)
	case !ok:
		L.RaiseError("%s", typ.cell.inexact(b, "m:%s(%d):text(0)", typ.cell, offset))
	}
	return m.number(x)
}

// instanceNewIndex is s.name = x and a[i] = x.
func (m *Module) instanceNewIndex(L *lua.LState) int {
	s := self[*instance](L, "__newindex")
	typ, offset, _, why := s.part(L.Get(2))
	if why == "" {
		if why = m.setPart(L, s, typ, offset, L.Get(3)); why != "" {
			why = fmt.Sprintf("field '%s': %s", keyText(L.Get(2)), why)
		}
	}
	if why != "" {
		L.RaiseError("%s", why)
	}
	return 0
}

// setPart writes a part of a struct, or says why not. As a C initialiser does,
// a string or a list that is shorter than its array clears the rest.
func (m *Module) setPart(L *lua.LState, s *instance, typ *ctype, offset int, value lua.LValue) (why string) {
	switch {
	case typ.isString():
		text, ok := value.(lua.LString)
		switch {
		case !ok:
			return "string expected, got " + typeName(value)
		case len(text) > typ.count:
			return fmt.Sprintf("the string has %d bytes, the array %d", len(text), typ.count)
		}
		b, err := s.mem.Writable(offset, typ.size)
		if err != nil {
			m.raise(L, err)
		}
		clear(b[copy(b, text):])
		s.mem.Wrote(offset, b)
		return ""
	case typ.isCells():
		list, ok := value.(*lua.LTable)
		if !ok {
			return "list expected, got " + typeName(value)
		}
		v := &view{mem: s.mem, owner: s.owner, cell: typ.elem.cell, shift: typ.elem.cell.shift(), offset: offset, count: typ.count}
		why = m.assign(L, v, list, 0)
		if n := listLen(list); why == "" && n < typ.count {
			rest := m.writable(L, v, n, typ.count-n)
			clear(rest)
			v.wrote(n, rest)
		}
		return why
	case typ.kind == structType:
		return "a struct is not assigned as a whole; assign its fields"
	case typ.kind == arrayType:
		return "an array is not assigned as a whole; assign its elements"
	}
	x, why := typ.cell.number(value)
	if why != "" {
		return why
	}
	b, err := s.mem.Writable(offset, typ.size)
	if err != nil {
		m.raise(L, err)
	}
	typ.cell.store(b, x)
	s.mem.Wrote(offset, b)
	return ""
}

// instancesLen is #a.
func instancesLen(L *lua.LState) int {
	L.Push(lua.LNumber(self[*instance](L, "#").typ.count))
	return 1
}

func instanceString(L *lua.LState) int {
	s := self[*instance](L, "tostring")
	what := fmt.Sprintf("struct of %d bytes", s.typ.size)
	if s.typ.kind == arrayType {
		what = fmt.Sprintf("array of %d elements of %d bytes", s.typ.count, s.typ.elem.size)
	}
	L.Push(lua.LString(fmt.Sprintf("%s at offset %d of segment %d", what, s.offset, s.mem.ID())))
	return 1
}

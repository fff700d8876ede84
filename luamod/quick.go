package luamod

import (
	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// Objects, views and structs answer the machine themselves, without their metatables:
// see [lua51.Object] and [lua51.Array]. They do so for what is right; of all else the
// metatables' functions say what is wrong.

// Method is lua51.Object's.
func (o *object) Method(name string) lua.LValue { return o.class.method(name) }

// Method is lua51.Object's.
func (v *view) Method(name string) lua.LValue { return v.module.classes.view.method(name) }

// method finds a method; nil: the metatable is to be asked. What was found last is kept
// at a place that depends on the name, which is quicker than a map by a tenth of v:get.
func (c *class) method(name string) lua.LValue {
	if name == "" || !c.module.quick {
		return nil
	}
	place := &c.found[(len(name)*7+int(name[0])+3*int(name[len(name)-1]))%len(c.found)]
	if place.name != name {
		method := c.methods.RawGetString(name)
		if method == lua.LNil {
			return nil
		}
		place.name, place.method = name, method
	}
	return place.method
}

// Element is v[i].
func (v *view) Element(key lua.LValue) (lua.LValue, bool) {
	i, ok := indexOf(key, v.count)
	if !ok {
		return nil, false
	}
	return v.module.quickLoad(v.mem, v.cell, v.offset+i<<v.shift)
}

// SetElement is v[i] = value.
func (v *view) SetElement(key, value lua.LValue) bool {
	i, ok := indexOf(key, v.count)
	return ok && v.module.quickStore(v.mem, v.cell, v.offset+i<<v.shift, value)
}

// Element is s.name and a[i].
func (s *instance) Element(key lua.LValue) (lua.LValue, bool) {
	typ, offset, index, why := s.part(key)
	switch {
	case why != "":
		return nil, false
	case typ.kind == scalarType:
		return s.module.quickLoad(s.mem, typ.cell, offset)
	case index >= 0 && s.parts != nil && s.parts[index] != nil && s.module.quick:
		return s.parts[index], true
	}
	return nil, false
}

// SetElement is s.name = value and a[i] = value.
func (s *instance) SetElement(key, value lua.LValue) bool {
	typ, offset, _, why := s.part(key)
	return why == "" && typ.kind == scalarType && s.module.quickStore(s.mem, typ.cell, offset, value)
}

// quickLoad reads a cell that nobody watches: a watcher asks which call it was.
func (m *Module) quickLoad(mem *sysv.Memory, c cell, offset int) (lua.LValue, bool) {
	if !m.quick || mem.IsWatched() {
		return nil, false
	}
	b, err := mem.Readable(offset, c.width())
	if err != nil {
		return nil, false
	}
	x, ok := c.load(b)
	if c == boolCell {
		return lua.LBool(x != 0), true
	}
	if !ok {
		return nil, false
	}
	return m.number(x), true
}

// quickStore writes one.
func (m *Module) quickStore(mem *sysv.Memory, c cell, offset int, value lua.LValue) bool {
	if !m.quick || mem.IsWatched() {
		return false
	}
	x, why := c.number(value)
	if why != "" {
		return false
	}
	b, err := mem.Writable(offset, c.width())
	if err != nil {
		return false
	}
	c.store(b, x)
	return true
}

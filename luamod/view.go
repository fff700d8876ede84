package luamod

import (
	"fmt"
	"math"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// view is an array of cells in a memory. It belongs to the attachment that it
// was made from: a segment that is attached again has new views.
type view struct {
	mem    *sysv.Memory
	owner  *lua.LUserData // whose memory it is
	cell   cell
	shift  uint8 // the cell's
	offset int   // of cell 0, in bytes
	count  int   // of cells
	module *Module
}

func (m *Module) openViewClass() {
	m.classes.view = m.newClass("ipc.view", append([]function{
		{"get", m.viewGet},
		{"set", m.viewSet},
		{"fetch_add", m.viewFetchAdd},
		{"exchange", m.viewExchange},
		{"compare_exchange", m.viewCompareExchange},
		{"text", m.viewText},
		{"settext", m.viewSettext},
	}, m.viewBulk()...), []function{
		{"__index", m.viewIndex},
		{"__newindex", m.viewNewIndex},
		{"__len", viewLen},
		{"__tostring", viewString},
	})
}

// viewMaker is m:int32([offset=0 [, count]]) and the like.
func (m *Module) viewMaker(c cell) lua.LGFunction {
	return func(L *lua.LState) int {
		mem, a := m.memorySelf(L, c.String())
		size := mem.Size()
		offset := int(a.optInteger(1, 0, 0, int64(size)))
		whole := (size - offset) >> c.shift()
		count := a.optInteger(2, int64(whole), 0, exact)
		if count > int64(whole) {
			a.fail(2, "%d cells of %d bytes at offset %d pass the end, %d", count, c.width(), offset, size)
		}
		L.Push(m.newView(mem, L.Get(1).(*lua.LUserData), c, offset, int(count)))
		return 1
	}
}

// newView makes the Lua value of a view.
func (m *Module) newView(mem *sysv.Memory, owner *lua.LUserData, c cell, offset, count int) *lua.LUserData {
	return m.classes.view.wrap(&view{mem, owner, c, c.shift(), offset, count, m})
}

// viewIndex is v[i], and v.name for a method.
func (m *Module) viewIndex(L *lua.LState) int {
	v, key := viewSelf(L, "[]"), L.Get(2)
	value, why := m.cellValue(L, v, key)
	if why != "" {
		value = m.viewMethod(L, key, why)
	}
	L.Push(value)
	return 1
}

// viewMethod finds what is no cell of v[name], or raises.
func (m *Module) viewMethod(L *lua.LState, key lua.LValue, why string) lua.LValue {
	name, ok := key.(lua.LString)
	if !ok {
		L.RaiseError("%s", why)
	}
	method := m.classes.view.methods.RawGetString(string(name))
	if method == lua.LNil {
		L.RaiseError("a view has no '%s'%s", string(name), Suggest(string(name), m.classes.view.names()))
	}
	return method
}

// names are those of a class's methods.
func (c *class) names() []string {
	var names []string
	for k, _ := c.methods.Next(lua.LNil); k != lua.LNil; k, _ = c.methods.Next(k) {
		names = append(names, k.String())
	}
	return names
}

// indexOf gives an index below count that a script has given; missing says why
// there is none. It is small enough to be inlined.
func indexOf(key lua.LValue, count int) (i int, ok bool) {
	n, ok := key.(lua.LNumber)
	i = int(n)
	return i, ok && lua.LNumber(i) == n && uint(i) < uint(count)
}

func missing(key lua.LValue, count int) string {
	n, ok := key.(lua.LNumber)
	switch {
	case !ok:
		return "index: number expected, got " + typeName(key)
	case float64(n) != math.Trunc(float64(n)):
		return fmt.Sprintf("index %.15g is no integer", float64(n))
	case count == 0:
		return fmt.Sprintf("index %.15g is out of range, there are no cells", float64(n))
	}
	return fmt.Sprintf("index %.15g is out of range 0..%d", float64(n), count-1)
}

// cellValue reads the cell at an index that a script has given, or says why not.
func (m *Module) cellValue(L *lua.LState, v *view, key lua.LValue) (value lua.LValue, why string) {
	i, ok := indexOf(key, v.count)
	if !ok {
		return nil, missing(key, v.count)
	}
	b, err := v.mem.Readable(v.offset+i<<v.shift, 1<<v.shift)
	if err != nil {
		m.raise(L, err)
	}
	x, ok := v.cell.load(b)
	switch {
	case v.cell == boolCell:
		return lua.LBool(x != 0), ""
	case !ok:
		return nil, v.cell.inexact(b, "text(%d)", i)
	}
	return m.number(x), ""
}

// setCell writes a cell, or says why not and which argument of set is to blame.
func (m *Module) setCell(L *lua.LState, v *view, key, value lua.LValue) (blame int, why string) {
	i, ok := indexOf(key, v.count)
	if !ok {
		return 1, missing(key, v.count)
	}
	x, why := v.cell.number(value)
	if why != "" {
		return 2, why
	}
	b, err := v.mem.Writable(v.offset+i<<v.shift, 1<<v.shift)
	if err != nil {
		m.raise(L, err)
	}
	v.cell.store(b, x)
	v.mem.Wrote(v.offset+i<<v.shift, b)
	return 0, ""
}

// viewSelf is self, without what a type parameter costs.
func viewSelf(L *lua.LState, method string) *view {
	if ud, ok := L.Get(1).(*lua.LUserData); ok {
		if v, ok := ud.Value.(*view); ok {
			return v
		}
	}
	return self[*view](L, method)
}

// viewGet is v:get(i).
func (m *Module) viewGet(L *lua.LState) int {
	value, why := m.cellValue(L, viewSelf(L, "get"), L.Get(2))
	if why != "" {
		methodArgs(L, "get").fail(1, "%s", why)
	}
	L.Push(value)
	return 1
}

// viewSet is v:set(i, x).
func (m *Module) viewSet(L *lua.LState) int {
	if n, why := m.setCell(L, viewSelf(L, "set"), L.Get(2), L.Get(3)); why != "" {
		methodArgs(L, "set").fail(n, "%s", why)
	}
	return 0
}

// viewNewIndex is v[i] = x.
func (m *Module) viewNewIndex(L *lua.LState) int {
	if _, why := m.setCell(L, viewSelf(L, "[]"), L.Get(2), L.Get(3)); why != "" {
		L.RaiseError("%s", why)
	}
	return 0
}

// viewLen is #v.
func viewLen(L *lua.LState) int {
	L.Push(lua.LNumber(self[*view](L, "#").count))
	return 1
}

func viewString(L *lua.LState) int {
	v := self[*view](L, "tostring")
	L.Push(lua.LString(fmt.Sprintf("%s view of %d cells at offset %d of segment %d", v.cell, v.count, v.offset, v.mem.ID())))
	return 1
}

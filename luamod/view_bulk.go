package luamod

import (
	"fmt"

	lua "github.com/yuin/gopher-lua"
)

// viewBulk are the methods that do a whole loop in one call.
func (m *Module) viewBulk() []function {
	return []function{
		{"fill", m.viewFill},
		{"table", m.viewTable},
		{"assign", m.viewAssign},
		{"sum", m.viewSum},
		{"slice", m.viewSlice},
	}
}

// viewFill is v:fill(x).
func (m *Module) viewFill(L *lua.LState) int {
	v, a := self[*view](L, "fill"), methodArgs(L, "fill")
	x, why := v.cell.number(a.get(1))
	if why != "" {
		a.fail(1, "%s", why)
	}
	var pattern [8]byte
	v.cell.store(pattern[:], x)
	b := m.writable(L, v, 0, v.count)
	fillPattern(b, pattern[:1<<v.shift])
	v.wrote(0, b)
	return 0
}

// viewTable is v:table([i=0 [, n]]) → a list.
func (m *Module) viewTable(L *lua.LState) int {
	v := self[*view](L, "table")
	first, n := v.span(methodArgs(L, "table"))
	b := m.readable(L, v, first, n)
	list := L.CreateTable(n, 0)
	for i := range n {
		x, ok := v.cell.load(b[i<<v.shift:])
		switch {
		case v.cell == boolCell:
			list.RawSetInt(i+1, lua.LBool(x != 0))
		case !ok:
			L.RaiseError("cell %d: %s", first+i, v.cell.inexact(b[i<<v.shift:], "text(%d)", first+i))
		default:
			list.RawSetInt(i+1, m.number(x))
		}
	}
	L.Push(list)
	return 1
}

// viewAssign is v:assign(list [, i=0]). Nothing is written unless all of the list
// can be.
func (m *Module) viewAssign(L *lua.LState) int {
	v, a := self[*view](L, "assign"), methodArgs(L, "assign")
	list := a.list(1)
	first := int(a.optInteger(2, 0, 0, int64(v.count)))
	if why := m.assign(L, v, list, first); why != "" {
		a.fail(1, "%s", why)
	}
	return 0
}

// assign writes a list from cell first on, or says why it does not fit.
func (m *Module) assign(L *lua.LState, v *view, list *lua.LTable, first int) (why string) {
	n := listLen(list)
	if n > v.count-first {
		return fmt.Sprintf("%d elements from index %d pass the end, %d", n, first, v.count)
	}
	for i := range n {
		if _, why := v.cell.number(listAt(list, i+1)); why != "" {
			return fmt.Sprintf("element %d: %s", i+1, why)
		}
	}
	b := m.writable(L, v, first, n)
	for i := range n {
		x, _ := v.cell.number(listAt(list, i+1))
		v.cell.store(b[i<<v.shift:], x)
	}
	v.wrote(first, b)
	return ""
}

// viewSum is v:sum(). A sum of integers is exact within 2^53 and the nearest
// number beyond; floats are added in their order.
func (m *Module) viewSum(L *lua.LState) int {
	v := self[*view](L, "sum")
	L.Push(m.number(v.cell.sum(m.readable(L, v, 0, v.count))))
	return 1
}

// viewSlice is v:slice([i=0 [, n]]) → a view of some of the cells.
func (m *Module) viewSlice(L *lua.LState) int {
	v := self[*view](L, "slice")
	m.needAttached(L, v.mem)
	first, n := v.span(methodArgs(L, "slice"))
	L.Push(m.newView(v.mem, v.owner, v.cell, v.offset+first<<v.shift, n))
	return 1
}

// span reads an index and a number of cells, by default all that follow.
func (v *view) span(a args) (first, n int) {
	first = int(a.optInteger(1, 0, 0, int64(v.count)))
	many := a.optInteger(2, int64(v.count-first), 0, exact)
	if many > int64(v.count-first) {
		a.fail(2, "%d cells from index %d pass the end, %d", many, first, v.count)
	}
	return first, int(many)
}

// readable gives the bytes of n cells to read from, or raises.
func (m *Module) readable(L *lua.LState, v *view, first, n int) []byte {
	b, err := v.mem.Readable(v.offset+first<<v.shift, n<<v.shift)
	if err != nil {
		m.raise(L, err)
	}
	return b
}

// writable gives the bytes of n cells to write to, or raises.
func (m *Module) writable(L *lua.LState, v *view, first, n int) []byte {
	b, err := v.mem.Writable(v.offset+first<<v.shift, n<<v.shift)
	if err != nil {
		m.raise(L, err)
	}
	return b
}

// wrote tells who watches that bytes that writable gave have been written to.
func (v *view) wrote(first int, b []byte) { v.mem.Wrote(v.offset+first<<v.shift, b) }

// listLen is a list's length. Len does not count what lies beyond
// lua.MaxArrayIndex, in the table's other part.
func listLen(list *lua.LTable) int {
	n := list.Len()
	for n >= lua.MaxArrayIndex-1 && listAt(list, n+1) != lua.LNil {
		n++
	}
	return n
}

// listAt is list[i], wherever in the table it lies.
func listAt(list *lua.LTable, i int) lua.LValue {
	if i < lua.MaxArrayIndex {
		return list.RawGetInt(i)
	}
	return list.RawGet(lua.LNumber(i))
}

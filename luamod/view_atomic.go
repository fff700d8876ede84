package luamod

import (
	lua "github.com/yuin/gopher-lua"
)

// viewFetchAdd is v:fetch_add(i, n) → the old value. The sum wraps around as in
// C; in a 64-bit cell it may pass 2^53, where only text still reads it.
func (m *Module) viewFetchAdd(L *lua.LState) int {
	v, i, a := atomicCell(L, "fetch_add")
	if v.shift == 3 {
		n := uint64(a.integer(2, -exact, exact))
		return m.update(a, v, i, func(old uint64) uint64 { return old + n })
	}
	n := uint32(a.integer(2, -1<<31, 1<<32-1))
	old, err := v.mem.Add32(v.offset+i<<2, n)
	return m.pushOld(L, v, old, err)
}

// viewExchange is v:exchange(i, x) → the old value.
func (m *Module) viewExchange(L *lua.LState) int {
	v, i, a := atomicCell(L, "exchange")
	x := bitsArgument(a, v, 2)
	if v.shift == 3 {
		return m.update(a, v, i, func(uint64) uint64 { return x })
	}
	old, err := v.mem.Swap32(v.offset+i<<2, uint32(x))
	return m.pushOld(L, v, old, err)
}

// viewCompareExchange is v:compare_exchange(i, expected, desired) → was it done,
// the old value.
func (m *Module) viewCompareExchange(L *lua.LState) int {
	v, i, a := atomicCell(L, "compare_exchange")
	expected, desired := bitsArgument(a, v, 2), bitsArgument(a, v, 3)
	var old uint64
	var err error
	if v.shift == 3 {
		old, err = v.mem.CompareSwap64(v.offset+i<<3, expected, desired)
	} else {
		var old32 uint32
		old32, err = v.mem.CompareSwap32(v.offset+i<<2, uint32(expected), uint32(desired))
		old = uint64(old32)
	}
	if err != nil {
		m.raise(L, err)
	}
	value := m.atomicValue(a, v, i, old)
	L.Push(lua.LBool(old == expected))
	L.Push(value)
	return 2
}

// update replaces a 64-bit cell's value by change of it and pushes the old one.
// An old value that a number does not hold raises, and nothing is changed: so it
// is looked at before the exchange. The first guess, 0, costs no separate look.
func (m *Module) update(a args, v *view, i int, change func(old uint64) uint64) int {
	for old := uint64(0); ; {
		value := m.atomicValue(a, v, i, old)
		found, err := v.mem.CompareSwap64(v.offset+i<<3, old, change(old))
		if err != nil {
			m.raise(a.L, err)
		}
		if found == old {
			a.L.Push(value)
			return 1
		}
		old = found
	}
}

// pushOld pushes what was in a 32-bit cell.
func (m *Module) pushOld(L *lua.LState, v *view, old uint32, err error) int {
	if err != nil {
		m.raise(L, err)
	}
	x := float64(old)
	if v.cell == int32Cell {
		x = float64(int32(old))
	}
	L.Push(m.number(x))
	return 1
}

// atomicCell reads the view and the index of an atomic operation.
func atomicCell(L *lua.LState, method string) (*view, int, args) {
	v, a := self[*view](L, method), methodArgs(L, method)
	if v.cell < int32Cell || v.cell > uint64Cell {
		L.RaiseError("'%s' is for 32- and 64-bit integers, and this is a %s view", method, v.cell)
	}
	i, ok := indexOf(L.Get(2), v.count)
	if !ok {
		a.fail(1, "%s", missing(L.Get(2), v.count))
	}
	return v, i, a
}

// bitsArgument reads argument n as the bits of a cell.
func bitsArgument(a args, v *view, n int) uint64 {
	x, why := v.cell.number(a.get(n))
	if why != "" {
		a.fail(n, "%s", why)
	}
	var b [8]byte
	v.cell.store(b[:], x)
	return v.cell.bits(b[:])
}

// atomicValue gives a cell's bits as a number, or raises.
func (m *Module) atomicValue(a args, v *view, i int, bits uint64) lua.LValue {
	var b [8]byte
	v.cell.storeBits(b[:], bits)
	x, ok := v.cell.load(b[:])
	if !ok {
		a.L.RaiseError("%s", v.cell.inexact(b[:], "text(%d)", i))
	}
	return m.number(x)
}

// bits gives a 32- or 64-bit cell's.
func (c cell) bits(b []byte) uint64 {
	if c.shift() == 2 {
		return uint64(native.Uint32(b))
	}
	return native.Uint64(b)
}

package lua51

import (
	lua "github.com/yuin/gopher-lua"
)

func installTable(L *lua.LState) {
	lib, ok := L.GetGlobal("table").(*lua.LTable)
	if !ok {
		return
	}
	fill(L, lib,
		named{"concat", concat}, named{"foreach", forEach}, named{"foreachi", forEachInOrder}, named{"getn", getN},
		named{"insert", insert}, named{"maxn", maxN}, named{"remove", remove}, named{"setn", setN}, named{"sort", sortTable},
	)
}

func concat(L *lua.LState) int {
	between := optional(L, 2, textArgument, "")
	t := L.CheckTable(1)
	first := OptInteger(L, 3, 1)
	last := OptInteger(L, 4, t.Len())
	var out []byte
	for i := first; i <= last; i++ {
		s, ok := text(rawInt(t, i))
		if !ok {
			L.RaiseError("invalid value (%s) at index %d in table for 'concat'", rawInt(t, i).Type(), i)
		}
		out = append(out, s...)
		if i < last {
			out = append(out, between...)
		}
		checkLength(L, len(out))
	}
	L.Push(lua.LString(out))
	return 1
}

func insert(L *lua.LState) int {
	t := L.CheckTable(1)
	end := t.Len() + 1
	switch L.GetTop() {
	case 2:
		setRawInt(t, end, L.Get(2))
	case 3:
		at := intArgument(L, 2)
		for i := max(end, at); i > at; i-- {
			setRawInt(t, i, rawInt(t, i-1))
		}
		setRawInt(t, at, L.Get(3))
	default:
		L.RaiseError("wrong number of arguments to 'insert'")
	}
	return 0
}

func remove(L *lua.LState) int {
	t := L.CheckTable(1)
	end := t.Len()
	at := OptInteger(L, 2, end)
	if at < 1 || at > end {
		return 0
	}
	v := rawInt(t, at)
	for ; at < end; at++ {
		setRawInt(t, at, rawInt(t, at+1))
	}
	setRawInt(t, end, lua.LNil)
	L.Push(v)
	return 1
}

func getN(L *lua.LState) int {
	L.Push(lua.LNumber(L.CheckTable(1).Len()))
	return 1
}

func setN(L *lua.LState) int {
	L.CheckTable(1)
	L.RaiseError("'setn' is obsolete")
	return 0
}

func maxN(L *lua.LState) int {
	m := lua.LNumber(0)
	L.CheckTable(1).ForEach(func(k, _ lua.LValue) {
		if n, ok := k.(lua.LNumber); ok && n > m {
			m = n
		}
	})
	L.Push(m)
	return 1
}

func forEach(L *lua.LState) int {
	t, fn := L.CheckTable(1), L.CheckFunction(2)
	for k, v := t.Next(lua.LNil); k != lua.LNil; k, v = t.Next(k) {
		if result := visit(L, fn, k, v); result != lua.LNil {
			L.Push(result)
			return 1
		}
	}
	return 0
}

func forEachInOrder(L *lua.LState) int {
	t, fn := L.CheckTable(1), L.CheckFunction(2)
	for i := 1; i <= t.Len(); i++ {
		if result := visit(L, fn, lua.LNumber(i), t.RawGetInt(i)); result != lua.LNil {
			L.Push(result)
			return 1
		}
	}
	return 0
}

func visit(L *lua.LState, fn *lua.LFunction, k, v lua.LValue) lua.LValue {
	L.Push(fn)
	L.Push(k)
	L.Push(v)
	L.Call(2, 1)
	return internals(L).pop()
}

package lua51

import (
	"strings"

	lua "github.com/yuin/gopher-lua"
)

func installString(L *lua.LState) {
	lib, ok := L.GetGlobal("string").(*lua.LTable)
	if !ok {
		return
	}
	fill(L, lib,
		named{"byte", byteOf}, named{"char", char}, named{"dump", dump}, named{"find", find}, named{"format", format},
		named{"gmatch", gmatch}, named{"gsub", gsub}, named{"len", lenOf}, named{"lower", lower}, named{"match", match},
		named{"rep", rep}, named{"reverse", reverse}, named{"sub", sub}, named{"upper", upper},
	)
	meta := NewTable(1)
	meta.RawSetString("__index", lib)
	L.SetMetatable(lua.LString(""), meta)
	lib.RawSetString("gfind", lib.RawGetString("gmatch")) // its name in Lua 5.0
}

// checkLength refuses what memory could not hold: running out of it ends the
// process.
func checkLength(L *lua.LState, n int) {
	if n > maxString {
		L.RaiseError("resulting string too large")
	}
}

func lenOf(L *lua.LState) int {
	L.Push(lua.LNumber(len(textArgument(L, 1))))
	return 1
}

func sub(L *lua.LState) int {
	s := textArgument(L, 1)
	i := max(fromEnd(integerArgument(L, 2), len(s)), 1)
	j := min(fromEnd(optional(L, 3, integerArgument, -1), len(s)), int64(len(s)))
	if i > j {
		L.Push(lua.LString(""))
	} else {
		L.Push(lua.LString(s[i-1 : j]))
	}
	return 1
}

func byteOf(L *lua.LState) int {
	s := textArgument(L, 1)
	i := fromEnd(optional(L, 2, integerArgument, 1), len(s))
	j := min(fromEnd(optional(L, 3, integerArgument, i), len(s)), int64(len(s)))
	i = max(i, 1)
	if i > j {
		return 0
	}
	if j-i >= maxResults {
		L.RaiseError("string slice too long")
	}
	for _, c := range []byte(s[i-1 : j]) {
		L.Push(lua.LNumber(c))
	}
	return int(j - i + 1)
}

func char(L *lua.LState) int {
	b := make([]byte, L.GetTop())
	for i := range b {
		c := intArgument(L, i+1)
		if c < 0 || c > 255 {
			L.ArgError(i+1, "invalid value")
		}
		b[i] = byte(c)
	}
	L.Push(lua.LString(b))
	return 1
}

func rep(L *lua.LState) int {
	s := textArgument(L, 1)
	n := max(intArgument(L, 2), 0)
	if len(s) > 0 && n > maxString/len(s) {
		checkLength(L, maxString+1)
	}
	if len(s) == 0 {
		n = 0
	}
	L.Push(lua.LString(strings.Repeat(s, n)))
	return 1
}

func reverse(L *lua.LState) int {
	s := textArgument(L, 1)
	b := make([]byte, len(s))
	for i := range len(s) {
		b[len(s)-1-i] = s[i]
	}
	L.Push(lua.LString(b))
	return 1
}

func lower(L *lua.LState) int { return mapBytes(L, isUpper) }
func upper(L *lua.LState) int { return mapBytes(L, isLower) }

// mapBytes changes the case of the letters that are told.
func mapBytes(L *lua.LState, changes func(byte) bool) int {
	b := []byte(textArgument(L, 1))
	for i, c := range b {
		if changes(c) {
			b[i] = c ^ 0x20
		}
	}
	L.Push(lua.LString(b))
	return 1
}

func dump(L *lua.LState) int {
	L.CheckFunction(1)
	L.RaiseError("unable to dump given function")
	return 0
}

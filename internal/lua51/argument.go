package lua51

import (
	"math"
	"slices"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// Arguments of library functions, as lauxlib.c checks and converts them.

// textArgument is luaL_checklstring.
func textArgument(L *lua.LState, n int) string {
	s, ok := text(L.Get(n))
	if !ok {
		L.TypeError(n, lua.LTString)
	}
	return s
}

// pathArgument is luaL_checkstring where C takes the string up to its first NUL.
func pathArgument(L *lua.LState, n int) string {
	path, _, _ := strings.Cut(textArgument(L, n), "\x00")
	return path
}

// optional is luaL_opt: nil and nothing stand for the default.
func optional[T any](L *lua.LState, n int, check func(*lua.LState, int) T, otherwise T) T {
	if L.Get(n) == lua.LNil {
		return otherwise
	}
	return check(L, n)
}

// numberArgument is luaL_checknumber.
func numberArgument(L *lua.LState, n int) float64 {
	x, ok := toNumber(L.Get(n))
	if !ok {
		L.TypeError(n, lua.LTNumber)
	}
	return x
}

// integerArgument is luaL_checkinteger.
func integerArgument(L *lua.LState, n int) int64 { return toInteger(numberArgument(L, n)) }

// intArgument is luaL_checkint: of a greater number the lower 32 bits count.
func intArgument(L *lua.LState, n int) int { return int(int32(integerArgument(L, n))) }

// OptInteger is luaL_optint.
func OptInteger(L *lua.LState, n, otherwise int) int { return optional(L, n, intArgument, otherwise) }

// toInteger is C's conversion to a 64-bit integer: what is out of range becomes
// the least one.
func toInteger(x float64) int64 {
	if x >= math.MinInt64 && x < -math.MinInt64 {
		return int64(x)
	}
	return math.MinInt64
}

// optionArgument is luaL_checkoption. The first name is the default, "" for none.
func optionArgument(L *lua.LState, n int, names ...string) string {
	if L.Get(n) == lua.LNil && names[0] != "" {
		return names[0]
	}
	name := pathArgument(L, n)
	if name == "" || !slices.Contains(names, name) {
		L.ArgError(n, "invalid option '"+name+"'")
	}
	return name
}

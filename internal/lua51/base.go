package lua51

import (
	"fmt"
	"math"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// installBase replaces the basic functions that gopher-lua has otherwise.
func installBase(L *lua.LState) {
	fill(L, L.G.Global,
		named{"assert", assert}, named{"next", next}, named{"rawequal", rawEqual}, named{"rawget", rawGet}, named{"rawset", rawSet},
		named{"select", selectValues}, named{"setmetatable", setMetatable}, named{"tonumber", toNumberFunction},
		named{"tostring", toStringFunction}, named{"unpack", unpack},
	)
}

func toStringFunction(L *lua.LState) int {
	L.Push(toText(L, L.CheckAny(1)))
	return 1
}

// toText is what tostring makes of a value: what its __tostring says may be
// anything.
func toText(L *lua.LState, v lua.LValue) lua.LValue {
	switch v := v.(type) {
	case lua.LString:
		return v
	case lua.LNumber:
		return lua.LString(FormatNumber(float64(v)))
	}
	if meta := L.GetMetaField(v, "__tostring"); meta != lua.LNil {
		if !isCallable(L, meta) {
			throw(L, lua.LString("attempt to call a "+meta.Type().String()+" value"))
		}
		L.Push(meta)
		L.Push(v)
		L.Call(1, 1)
		return internals(L).pop()
	}
	switch v.(type) {
	case *lua.LNilType, lua.LBool:
		return lua.LString(v.String())
	}
	return lua.LString(fmt.Sprintf("%s: %#x", v.Type(), systemOf(L).Address(v)))
}

func toNumberFunction(L *lua.LState) int {
	if base := OptInteger(L, 2, 10); base != 10 {
		return integerInBase(L, base)
	}
	if x, ok := toNumber(L.CheckAny(1)); ok {
		if v, ok := L.Get(1).(lua.LNumber); ok {
			L.Push(v)
		} else {
			L.Push(lua.LNumber(x))
		}
		return 1
	}
	L.Push(lua.LNil)
	return 1
}

// integerInBase is tonumber(s, base): strtoul(3).
func integerInBase(L *lua.LState, base int) int {
	s := pathArgument(L, 1)
	if base < 2 || base > 36 {
		L.ArgError(2, "base out of range")
	}
	s = strings.Trim(s, spaces)
	negative := strings.HasPrefix(s, "-")
	digits := strings.TrimPrefix(strings.TrimPrefix(s, "-"), "+")
	if len(s)-len(digits) > 1 {
		digits = ""
	}
	if base == 16 && len(digits) > 2 && (digits[:2] == "0x" || digits[:2] == "0X") {
		digits = digits[2:]
	}
	var n uint64
	for i := range len(digits) {
		d := digitValue(digits[i])
		if d >= base {
			digits = ""
			break
		}
		if n > (math.MaxUint64-uint64(d))/uint64(base) {
			n, negative = math.MaxUint64, false
			continue
		}
		n = n*uint64(base) + uint64(d)
	}
	if digits == "" {
		L.Push(lua.LNil)
		return 1
	}
	if negative {
		n = -n
	}
	L.Push(lua.LNumber(n))
	return 1
}

// digitValue is a digit's or a letter's, 36 for others.
func digitValue(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'Z':
		return int(c-'A') + 10
	}
	return 36
}

func assert(L *lua.LState) int {
	if !lua.LVAsBool(L.CheckAny(1)) {
		throw(L, lua.LString(where(L, 1)+optional(L, 2, pathArgument, "assertion failed!")))
	}
	return L.GetTop()
}

func rawEqual(L *lua.LState) int {
	L.Push(lua.LBool(L.RawEqual(L.CheckAny(1), L.CheckAny(2))))
	return 1
}

func rawGet(L *lua.LState) int {
	L.Push(L.RawGet(L.CheckTable(1), L.CheckAny(2)))
	return 1
}

func rawSet(L *lua.LState) int {
	L.RawSet(L.CheckTable(1), L.CheckAny(2), L.CheckAny(3))
	L.SetTop(1)
	return 1
}

func setMetatable(L *lua.LState) int {
	t := L.CheckTable(1)
	meta := L.Get(2)
	if _, ok := meta.(*lua.LTable); !ok && (meta != lua.LNil || L.GetTop() < 2) {
		L.ArgError(2, "nil or table expected")
	}
	if L.GetMetaField(t, "__metatable") != lua.LNil {
		L.RaiseError("cannot change a protected metatable")
	}
	t.Metatable = meta
	L.SetTop(1)
	return 1
}

func selectValues(L *lua.LState) int {
	given := L.GetTop()
	if L.Get(1) == lua.LString("#") {
		L.Push(lua.LNumber(given - 1))
		return 1
	}
	n := intArgument(L, 1)
	if n < 0 {
		n += given
	} else {
		n = min(n, given)
	}
	if n < 1 {
		L.ArgError(1, "index out of range")
	}
	return given - n
}

// maxResults is how many values a function may return.
const maxResults = 1 << 18

func unpack(L *lua.LState) int {
	t := L.CheckTable(1)
	first := OptInteger(L, 2, 1)
	last := OptInteger(L, 3, t.Len())
	if first > last {
		return 0
	}
	n := last - first + 1
	if n > maxResults || internals(L).reg.top+n > L.Options.RegistryMaxSize/2 {
		L.RaiseError("too many results to unpack")
	}
	for i := first; i <= last; i++ {
		L.Push(rawInt(t, i))
	}
	return n
}

// rawInt is t[i] without metamethods.
func rawInt(t *lua.LTable, i int) lua.LValue {
	if 0 < i && i < maxArrayIndex {
		return t.RawGetInt(i)
	}
	return t.RawGet(lua.LNumber(i))
}

// setRawInt is t[i] = v without metamethods.
func setRawInt(t *lua.LTable, i int, v lua.LValue) {
	if 0 < i && i < maxArrayIndex {
		t.RawSetInt(i, v)
	} else {
		t.RawSet(lua.LNumber(i), v)
	}
}

// next is next: a key that was never in the table is an error.
func next(L *lua.LState) int {
	t := L.CheckTable(1)
	key := L.Get(2)
	if !hasKey(t, key) {
		throw(L, lua.LString("invalid key to 'next'"))
	}
	k, v := t.Next(key)
	if k == lua.LNil {
		L.Push(lua.LNil)
		return 1
	}
	L.Push(k)
	L.Push(v)
	return 2
}

package luamod

import (
	"fmt"
	"math"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// args reads the arguments of one call and raises, as Lua's own libraries do,
// "bad argument #2 to 'shmget' (number expected, got nil)". Arguments count
// from 1; a method's self does not count.
type args struct {
	L    *lua.LState
	name string // of the function, for messages
	skip int    // 1 for a method
}

func callArgs(L *lua.LState, name string) args   { return args{L, name, 0} }
func methodArgs(L *lua.LState, name string) args { return args{L, name, 1} }

// get gives argument n, nil where there is none.
func (a args) get(n int) lua.LValue { return a.L.Get(n + a.skip) }

// count is the number of arguments given.
func (a args) count() int { return a.L.GetTop() - a.skip }

// given tells whether argument n is there and not nil.
func (a args) given(n int) bool { return a.get(n) != lua.LNil }

// fail raises for argument n.
func (a args) fail(n int, format string, v ...any) {
	a.L.RaiseError("bad argument #%d to '%s' (%s)", n, a.name, fmt.Sprintf(format, v...))
}

// failType raises for an argument of the wrong type.
func (a args) failType(n int, want string) {
	got := "no value"
	if n+a.skip <= a.L.GetTop() {
		got = typeName(a.get(n))
	}
	a.fail(n, "%s expected, got %s", want, got)
}

// integer reads a number without fraction within [lo, hi].
func (a args) integer(n int, lo, hi int64) int64 {
	i, why := toInteger(a.get(n), lo, hi)
	if why != "" {
		if a.get(n).Type() != lua.LTNumber {
			a.failType(n, "number")
		}
		a.fail(n, "%s", why)
	}
	return i
}

// optInteger is integer with a default for nil.
func (a args) optInteger(n int, def, lo, hi int64) int64 {
	if !a.given(n) {
		return def
	}
	return a.integer(n, lo, hi)
}

// cint reads a C int.
func (a args) cint(n int) int { return int(a.integer(n, math.MinInt32, math.MaxInt32)) }

// text reads a string; a number is one too, as everywhere in Lua.
func (a args) text(n int) string {
	switch v := a.get(n).(type) {
	case lua.LString:
		return string(v)
	case lua.LNumber:
		return v.String()
	}
	a.failType(n, "string")
	return ""
}

// list reads a table.
func (a args) list(n int) *lua.LTable {
	t, ok := a.get(n).(*lua.LTable)
	if !ok {
		a.failType(n, "table")
	}
	return t
}

// seconds reads a timeout: nil is for ever, a negative one raises.
func (a args) seconds(n int) time.Duration {
	if !a.given(n) {
		return sysv.Forever
	}
	d, why := toSeconds(a.get(n))
	if why != "" {
		if a.get(n).Type() != lua.LTNumber {
			a.failType(n, "number")
		}
		a.fail(n, "%s", why)
	}
	return d
}

// key reads a key_t, signed or unsigned.
func (a args) key(n int) sysv.Key {
	return sysv.Key(a.integer(n, math.MinInt32, math.MaxUint32))
}

// constant reads a command: a number, or a constant's name.
func (a args) constant(n int) int {
	if name, ok := a.get(n).(lua.LString); ok {
		v, known := sysv.Lookup(string(name))
		if !known {
			a.fail(n, "no constant is called '%s'%s", string(name), Suggest(string(name), constantNames()))
		}
		return v
	}
	return a.cint(n)
}

// toInteger gives v as an integer in [lo, hi], or why it is none.
func toInteger(v lua.LValue, lo, hi int64) (int64, string) {
	f, ok := v.(lua.LNumber)
	if !ok {
		return 0, "number expected, got " + typeName(v)
	}
	x := float64(f)
	switch {
	case x != math.Trunc(x) || math.IsInf(x, 0): // NaN differs from itself
		return 0, fmt.Sprintf("%v has no integer representation", x)
	case x < float64(lo) || x > float64(hi):
		return 0, fmt.Sprintf("%.0f is out of range %d..%d", x, lo, hi)
	case x >= 1<<63:
		return hi, ""
	}
	return int64(x), ""
}

// toSeconds gives v as a timeout, or why it is none.
func toSeconds(v lua.LValue) (time.Duration, string) {
	f, ok := v.(lua.LNumber)
	if !ok {
		return 0, "number expected, got " + typeName(v)
	}
	x := float64(f)
	switch {
	case math.IsNaN(x) || x < 0:
		return 0, fmt.Sprintf("a timeout of %v seconds", x)
	case x > float64(math.MaxInt64/int64(time.Second)):
		return math.MaxInt64, ""
	}
	return time.Duration(x * float64(time.Second)), ""
}

func constantNames() []string {
	var names []string
	for _, c := range sysv.Constants() {
		names = append(names, c.Name)
	}
	return names
}

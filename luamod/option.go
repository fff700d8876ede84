package luamod

import (
	"slices"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// options reads an optional table of named arguments.
type options struct {
	args
	n     int
	table *lua.LTable // nil: none was given
}

// options reads argument n as a table whose keys are all known.
func (a args) options(n int, known ...string) options {
	if !a.given(n) {
		return options{a, n, nil}
	}
	t := a.list(n)
	for k, _ := t.Next(lua.LNil); k != lua.LNil; k, _ = t.Next(k) {
		name, ok := k.(lua.LString)
		if !ok {
			a.fail(n, "options have names; there is no option [%s]", keyText(k))
		}
		if !slices.Contains(known, string(name)) {
			a.fail(n, "unknown option '%s'%s", string(name), Suggest(string(name), known))
		}
	}
	return options{a, n, t}
}

// value gives an option, nil where it is not given.
func (o options) value(name string) lua.LValue {
	if o.table == nil {
		return lua.LNil
	}
	return o.table.RawGetString(name)
}

// has tells whether an option is given.
func (o options) has(name string) bool { return o.value(name) != lua.LNil }

// failOption raises for an option.
func (o options) failOption(name, why string) { o.fail(o.n, "option '%s': %s", name, why) }

// integerOption reads a number without fraction within [lo, hi].
func (o options) integerOption(name string, def, lo, hi int64) int64 {
	if !o.has(name) {
		return def
	}
	i, why := toInteger(o.value(name), lo, hi)
	if why != "" {
		o.failOption(name, why)
	}
	return i
}

// boolean reads a flag; like all of Lua it takes any value for a truth.
func (o options) boolean(name string, def bool) bool {
	if !o.has(name) {
		return def
	}
	return lua.LVAsBool(o.value(name))
}

// timeout reads option 'timeout', for ever where it is not given.
func (o options) timeout() time.Duration {
	if !o.has("timeout") {
		return sysv.Forever
	}
	d, why := toSeconds(o.value("timeout"))
	if why != "" {
		o.failOption("timeout", why)
	}
	return d
}

// flagsOption reads flags or a mode.
func (o options) flagsOption(name string, def int, set flagSet) int {
	if !o.has(name) {
		return def
	}
	v, why := toFlags(o.value(name), set)
	if why != "" {
		o.failOption(name, why)
	}
	return v
}

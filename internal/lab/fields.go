package lab

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/luamod"
)

// fields reads a table of check.lua, whose mistakes are errors with a line.
type fields struct {
	L     *lua.LState
	table *lua.LTable
	what  string // the word that it belongs to
	line  int
	used  map[lua.LValue]bool
	pack  func(label string, v lua.LValue) ([]byte, error)
}

// fail raises an error.
func (f *fields) fail(format string, v ...any) {
	f.L.RaiseError("%s: %s", f.what, fmt.Sprintf(format, v...))
}

// get gives a field by name or index, nil where it is not there.
func (f *fields) get(key any) lua.LValue {
	var k lua.LValue
	switch key := key.(type) {
	case string:
		k = lua.LString(key)
	case int:
		k = lua.LNumber(key)
	}
	f.used[k] = true
	return f.table.RawGet(k)
}

// wrong raises an error about a field's type.
func (f *fields) wrong(key any, wanted string, v lua.LValue) {
	f.fail("%s must be %s, not a %s", label(key), wanted, v.Type())
}

func label(key any) string {
	if n, ok := key.(int); ok {
		return fmt.Sprintf("[%d]", n)
	}
	return fmt.Sprintf("'%s'", key)
}

func (f *fields) text(key any, otherwise string) string {
	switch v := f.get(key).(type) {
	case lua.LString:
		return string(v)
	case *lua.LNilType:
	default:
		f.wrong(key, "a text", v)
	}
	return otherwise
}

func (f *fields) number(key any, otherwise, least, most float64) float64 {
	switch v := f.get(key).(type) {
	case lua.LNumber:
		if n := float64(v); n >= least && n <= most {
			return n
		}
		f.fail("%s must be from %v to %v", label(key), least, most)
	case *lua.LNilType:
	default:
		f.wrong(key, "a number", v)
	}
	return otherwise
}

func (f *fields) integer(key any, otherwise, least, most int) int {
	if f.get(key) == lua.LNil {
		return otherwise
	}
	n := f.number(key, 0, float64(least), float64(most))
	if n != math.Trunc(n) {
		f.fail("%s must be an integer", label(key))
	}
	return int(n)
}

func (f *fields) flag(key string, otherwise bool) bool {
	switch v := f.get(key).(type) {
	case lua.LBool:
		return bool(v)
	case *lua.LNilType:
	default:
		f.wrong(key, "true or false", v)
	}
	return otherwise
}

// texts reads a list; numbers in it are texts, as on a command line.
func (f *fields) texts(key string) []string {
	switch v := f.get(key).(type) {
	case *lua.LTable:
		return f.list(label(key), v)
	case *lua.LNilType:
	default:
		f.wrong(key, "a list of texts", v)
	}
	return nil
}

func (f *fields) list(what string, t *lua.LTable) []string {
	list := []string{}
	for i := 1; i <= t.Len(); i++ {
		v := t.RawGetInt(i)
		if v.Type() != lua.LTString && v.Type() != lua.LTNumber {
			f.fail("%s must be a list of texts, not with a %s in it", what, v.Type())
		}
		list = append(list, v.String())
	}
	return list
}

// items are the texts at [1], [2] … of the table itself.
func (f *fields) items() []string {
	for i := 1; i <= f.table.Len(); i++ {
		f.used[lua.LNumber(i)] = true
	}
	return f.list("what is in it", f.table)
}

// counts reads a table of numbers by name.
func (f *fields) counts(key string) map[string]int {
	v := f.get(key)
	if v == lua.LNil {
		return nil
	}
	t, ok := v.(*lua.LTable)
	if !ok {
		f.wrong(key, "a table such as { reading = 2 }", v)
	}
	counts := map[string]int{}
	t.ForEach(func(name, n lua.LValue) {
		number, ok := n.(lua.LNumber)
		if _, text := name.(lua.LString); !text || !ok || number < 1 || float64(number) != math.Trunc(float64(number)) {
			f.fail("%s must be a table of numbers such as { reading = 2 }", label(key))
		}
		counts[name.String()] = int(number)
	})
	if len(counts) == 0 {
		f.fail("%s is empty", label(key))
	}
	return counts
}

// function packs a function for the processes of runs, nil where there is none.
func (f *fields) function(key string) []byte {
	v := f.get(key)
	switch v.Type() {
	case lua.LTNil:
		return nil
	case lua.LTFunction:
	default:
		f.wrong(key, "a function", v)
	}
	message, err := f.pack("'"+key+"'", v)
	if err != nil {
		f.fail("%v", err)
	}
	return message
}

// finish raises an error about a field that nobody has asked for.
func (f *fields) finish() {
	var unknown, known []string
	f.table.ForEach(func(key, _ lua.LValue) {
		if !f.used[key] {
			unknown = append(unknown, key.String())
		}
	})
	if unknown == nil {
		return
	}
	sort.Strings(unknown)
	for key := range f.used {
		if name, ok := key.(lua.LString); ok {
			known = append(known, string(name))
		}
	}
	slices.Sort(known)
	hint := luamod.Suggest(unknown[0], known)
	if hint == "" {
		hint = "; there are " + strings.Join(known, ", ")
	}
	f.fail("it has no field '%s'%s", unknown[0], hint)
}

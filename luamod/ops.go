package luamod

import (
	"fmt"
	"math"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// semName gives the number of a semaphore that a script knows by name, or why
// there is none.
type semName func(name string) (num int, why string)

// parseOps reads argument n, the operations of one semop, and appends them to
// dst: a list of {num, op [, flags]} or {sem_num=, sem_op=, sem_flg=}, or one
// such entry alone. Only what does not fit struct sembuf raises; the rest is
// the kernel's to judge. byName is nil where semaphores have no names.
func parseOps(a args, n int, dst []sysv.SemOp, byName semName) []sysv.SemOp {
	t := a.list(n)
	if isOp(t) {
		op, why := parseOp(t, byName)
		if why != "" {
			a.fail(n, "%s", why)
		}
		return append(dst, op)
	}
	for i := 1; i <= t.Len(); i++ {
		entry, ok := t.RawGetInt(i).(*lua.LTable)
		if !ok {
			a.fail(n, "operation %d: table expected, got %s", i, typeName(t.RawGetInt(i)))
		}
		op, why := parseOp(entry, byName)
		if why != "" {
			a.fail(n, "operation %d: %s", i, why)
		}
		dst = append(dst, op)
	}
	if t.Len() == 0 {
		if k, _ := t.Next(lua.LNil); k != lua.LNil {
			a.fail(n, "a list of operations has no '%s'%s", keyText(k), Suggest(k.String(), opFields()))
		}
	}
	return dst
}

// isOp tells one operation from a list of them.
func isOp(t *lua.LTable) bool {
	switch t.RawGetInt(1).Type() {
	case lua.LTTable:
		return false
	case lua.LTNil:
		return t.RawGetString("sem_num") != lua.LNil || t.RawGetString("sem_op") != lua.LNil
	}
	return true
}

func opFields() []string { return []string{"sem_num", "sem_op", "sem_flg"} }

// parseOp reads one operation, or says why it is none.
func parseOp(t *lua.LTable, byName semName) (op sysv.SemOp, why string) {
	if why := unknownInOp(t); why != "" {
		return op, why
	}
	num, why := toSemNum(opField(t, 1, "sem_num"), byName)
	if why != "" {
		return op, "sem_num: " + why
	}
	add, why := toInteger(opField(t, 2, "sem_op"), math.MinInt16, math.MaxInt16)
	if why != "" {
		return op, "sem_op: " + why
	}
	flags := 0
	if v := opField(t, 3, "sem_flg"); v != lua.LNil {
		if flags, why = toFlags(v, semopFlags()); why != "" {
			return op, "sem_flg: " + why
		}
		if flags > math.MaxInt16 {
			return op, fmt.Sprintf("sem_flg: 0%o does not fit a C short", flags)
		}
	}
	return sysv.SemOp{Num: uint16(num), Op: int16(add), Flg: int16(flags)}, ""
}

// opField gives a value by its place or its name.
func opField(t *lua.LTable, place int, name string) lua.LValue {
	if v := t.RawGetInt(place); v != lua.LNil {
		return v
	}
	return t.RawGetString(name)
}

// toSemNum gives v as the number of a semaphore, or why it is none.
func toSemNum(v lua.LValue, byName semName) (int, string) {
	if name, ok := v.(lua.LString); ok && byName != nil {
		return byName(string(name))
	}
	i, why := toInteger(v, 0, math.MaxUint16)
	return int(i), why
}

// unknownInOp names what has no meaning in an operation. The usual {num, op}
// costs one look.
func unknownInOp(t *lua.LTable) string {
	var last lua.LValue = lua.LNil
	switch n := t.Len(); n {
	case 0:
	case 1:
		last = lua.LNumber(1)
	case 2:
		last = lua.LNumber(2)
	case 3:
		last = lua.LNumber(3)
	default:
		return fmt.Sprintf("%d values, where num, op and flags are all there is", n)
	}
	for k, _ := t.Next(last); k != lua.LNil; k, _ = t.Next(k) {
		switch k.String() {
		case "sem_num", "sem_op", "sem_flg", "1", "2", "3":
		default:
			return fmt.Sprintf("an operation has no '%s'%s", keyText(k), Suggest(k.String(), opFields()))
		}
	}
	return ""
}

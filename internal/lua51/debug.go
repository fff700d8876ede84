package lua51

import lua "github.com/yuin/gopher-lua"

// installDebug replaces what the debug library knows of the stack. Hooks are not
// to be had: the machine has no place for them.
func installDebug(L *lua.LState) {
	lib, ok := L.GetGlobal("debug").(*lua.LTable)
	if !ok {
		return
	}
	fill(L, lib,
		named{"traceback", debugTraceback}, named{"getinfo", getInfo}, named{"getlocal", getLocal}, named{"setlocal", setLocal},
		named{"getregistry", getRegistry}, named{"gethook", getHook}, named{"sethook", setHook},
		named{"getmetatable", debugGetMetatable}, named{"setmetatable", debugSetMetatable},
		named{"getupvalue", getUpvalue}, named{"setupvalue", setUpvalue},
	)
}

// threadArgument is the coroutine of argument 1, or the running one; the other
// arguments begin behind n.
func threadArgument(L *lua.LState) (thread *lua.LState, n int) {
	if thread, ok := L.Get(1).(*lua.LState); ok {
		return thread, 1
	}
	return L, 0
}

func debugTraceback(L *lua.LState) int {
	thread, n := threadArgument(L)
	first := 0
	if thread == L {
		first = 1
	}
	if x, ok := toNumber(L.Get(n + 2)); ok {
		first = int(x)
	}
	message := ""
	if L.GetTop() > n {
		s, ok := text(L.Get(n + 1))
		if !ok {
			L.Push(L.Get(n + 1))
			return 1
		}
		message = s + "\n"
	}
	L.Push(lua.LString(message + traceback(thread, first, firstLevels)))
	return 1
}

func getRegistry(L *lua.LState) int {
	expose(L)
	L.Push(L.G.Registry)
	return 1
}

func getHook(L *lua.LState) int {
	L.Push(lua.LNil)
	L.Push(lua.LString(""))
	L.Push(lua.LNumber(0))
	return 3
}

// setHook takes a hook away, for there is none.
func setHook(L *lua.LState) int {
	if _, n := threadArgument(L); L.Get(n+1) != lua.LNil {
		L.RaiseError("debug hooks are not supported")
	}
	return 0
}

// debugGetMetatable gives what __metatable hides.
func debugGetMetatable(L *lua.LState) int {
	expose(L)
	switch v := L.CheckAny(1).(type) {
	case *lua.LTable:
		L.Push(v.Metatable)
	case *lua.LUserData:
		L.Push(v.Metatable)
	default:
		L.Push(L.GetMetatable(v))
	}
	return 1
}

// debugSetMetatable sets what __metatable protects.
func debugSetMetatable(L *lua.LState) int {
	expose(L)
	if t := L.Get(2).Type(); L.GetTop() < 2 || t != lua.LTNil && t != lua.LTTable {
		L.ArgError(2, "nil or table expected")
	}
	L.SetMetatable(L.Get(1), L.Get(2))
	L.Push(lua.LTrue)
	return 1
}

func getUpvalue(L *lua.LState) int {
	name, u := upvalueArgument(L)
	if u == nil {
		return 0
	}
	L.Push(lua.LString(name))
	L.Push(u.Value())
	return 2
}

func setUpvalue(L *lua.LState) int {
	v := L.CheckAny(3)
	name, u := upvalueArgument(L)
	if u == nil {
		return 0
	}
	u.SetValue(v)
	L.Push(lua.LString(name))
	return 1
}

// upvalueArgument is what arguments 1 and 2 name; a function of C has none that
// can be seen.
func upvalueArgument(L *lua.LState) (string, *lua.Upvalue) {
	n := L.CheckInt(2)
	fn := L.CheckFunction(1)
	if fn.IsG || n < 1 || n > len(fn.Upvalues) || n > len(fn.Proto.DbgUpvalues) {
		return "", nil
	}
	return fn.Proto.DbgUpvalues[n-1], fn.Upvalues[n-1]
}

// levelArgument is the level that argument n asks for.
func levelArgument(L *lua.LState, thread *lua.LState, n int) level {
	l, ok := levelAt(thread, L.CheckInt(n))
	if !ok {
		L.ArgError(n, "level out of range")
	}
	return l
}

// getLocal is debug.getlocal. Registers without a name are "(*temporary)".
func getLocal(L *lua.LState) int {
	thread, n := threadArgument(L)
	l := levelArgument(L, thread, n+1)
	name, register := l.variable(thread, L.CheckInt(n+2))
	if name == "" {
		L.Push(lua.LNil)
		return 1
	}
	L.Push(lua.LString(name))
	L.Push(*register)
	return 2
}

func setLocal(L *lua.LState) int {
	thread, n := threadArgument(L)
	l := levelArgument(L, thread, n+1)
	v := L.CheckAny(n + 3)
	name, register := l.variable(thread, L.CheckInt(n+2))
	if name == "" {
		L.Push(lua.LNil)
		return 1
	}
	*register = v
	L.Push(lua.LString(name))
	return 1
}

// variable is the n-th variable of a level, or temporary value (findlocal).
func (l level) variable(L *lua.LState, n int) (string, *lua.LValue) {
	if l.lost || n < 1 {
		return "", nil
	}
	registers := internals(L).reg
	i, limit := l.LocalBase+n-1, registers.top
	if above := l.above(L); above != nil {
		limit = above.Base
	}
	if i >= len(registers.array) {
		return "", nil
	}
	name := ""
	if !l.Fn.IsG {
		name = localIn(l.Fn.Proto, n-1, l.Pc-1)
	}
	if name == "" && i < limit {
		name = "(*temporary)"
	}
	if register := &registers.array[i]; name != "" {
		if *register == nil {
			*register = lua.LNil
		}
		return name, register
	}
	return "", nil
}

// above is the frame that this one has called, nil for the innermost.
func (l level) above(L *lua.LState) *callFrame {
	f := innermost(L)
	if f == l.callFrame {
		return nil
	}
	for f.Parent != l.callFrame {
		f = f.Parent
	}
	return f
}

package lua51

import lua "github.com/yuin/gopher-lua"

func installEnvironment(L *lua.LState) {
	L.SetGlobal("getfenv", L.NewFunction(getFEnv))
	L.SetGlobal("setfenv", L.NewFunction(setFEnv))
}

// getFEnv gives the globals of a function, or of the one at a level.
func getFEnv(L *lua.LState) int {
	fn, ok := L.Get(1).(*lua.LFunction)
	if !ok {
		fn = functionAt(L, L.OptInt(1, 1))
	}
	if fn.IsG {
		L.Push(L.Env)
	} else {
		L.Push(fn.Env)
	}
	return 1
}

// setFEnv replaces them; level 0 is the coroutine, whose globals chunks get that
// it loads.
func setFEnv(L *lua.LState) int {
	env := L.CheckTable(2)
	fn, ok := L.Get(1).(*lua.LFunction)
	if !ok {
		level := L.CheckInt(1)
		fn = functionAt(L, level)
		if level == 0 {
			L.Env = env
			return 0
		}
	}
	if fn.IsG {
		L.RaiseError("'setfenv' cannot change environment of given object")
	}
	fn.Env = env
	L.Push(fn)
	return 1
}

// functionAt is the function at a level of the stack, 1 being the caller.
func functionAt(L *lua.LState, n int) *lua.LFunction {
	if n < 0 {
		L.ArgError(1, "level must be non-negative")
	}
	l, ok := levelAt(L, n)
	if !ok {
		L.ArgError(1, "invalid level")
	}
	if l.lost {
		L.RaiseError("no function environment for tail call at level %d", n)
	}
	return l.Fn
}

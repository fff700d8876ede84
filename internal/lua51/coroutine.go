package lua51

import lua "github.com/yuin/gopher-lua"

// maxNesting is how many coroutines can resume one another (luaconf.h's
// LUAI_MAXCCALLS). gopher-lua sets no bound, and an endless chain ends the
// process: memory that runs out is no error that can be caught.
const maxNesting = 200

const tooNested = "C stack overflow"

// installCoroutines bounds coroutine.resume and the functions of
// coroutine.wrap.
func installCoroutines(L *lua.LState) {
	lib, ok := L.GetGlobal("coroutine").(*lua.LTable)
	if !ok {
		return
	}
	hook(lib, "resume", nestedTooDeep, func(L *lua.LState) int {
		L.Push(lua.LFalse)
		L.Push(lua.LString(tooNested))
		return 2
	})
	create := lib.RawGetString("create").(*lua.LFunction).GFunction
	lib.RawSetString("create", L.NewFunction(func(L *lua.LState) int {
		n := create(L)
		raisesInWords(L.ToThread(-1))
		return n
	}))
	wrap := lib.RawGetString("wrap").(*lua.LFunction).GFunction
	lib.RawSetString("wrap", L.NewFunction(func(L *lua.LState) int {
		n := wrap(L)
		fn := L.Get(-1).(*lua.LFunction)
		raisesInWords(fn.Upvalues[0].Value().(*lua.LState))
		resume := fn.GFunction
		fn.GFunction = func(L *lua.LState) int {
			if nestedTooDeep(L) {
				L.RaiseError(tooNested)
			}
			return resume(L)
		}
		return n
	}))
}

func nestedTooDeep(L *lua.LState) bool {
	n := 0
	for ; L != nil; L = L.Parent {
		n++
	}
	return n > maxNesting
}

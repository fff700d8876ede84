package lua51

import lua "github.com/yuin/gopher-lua"

// Position is where the state's script is: the file, as messages show it, and
// the line of the innermost function of Lua, in whichever coroutine runs; "" and 0
// where no function of Lua runs.
func Position(L *lua.LState) (file string, line int) {
	return PositionIn(L, func(string) bool { return true })
}

// PositionIn is [Position] in those files alone that are wanted: the innermost of
// their functions.
func PositionIn(L *lua.LState, wanted func(file string) bool) (file string, line int) {
	running := L.G.CurrentThread
	if running == nil {
		running = L
	}
	for f := internals(running).currentFrame; f != nil; f = f.Parent {
		if !f.Fn.IsG && wanted(f.Fn.Proto.SourceName) {
			return f.Fn.Proto.SourceName, lineOf(f)
		}
	}
	return "", 0
}

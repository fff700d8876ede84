package ship

import lua "github.com/yuin/gopher-lua"

// A standIn is the value of a userdata that arrives in place of something that
// stayed behind. Code that never touches it is none the wiser.
type standIn struct {
	what string // "an open file"
	text string // what it says when it is used
}

// uses are the events that make a stand-in explain itself.
var uses = [...]string{
	"__index", "__newindex", "__call", "__concat", "__len", "__lt", "__le",
	"__add", "__sub", "__mul", "__div", "__mod", "__pow", "__unm",
}

// standInFor gives the stand-in for v; a stand-in stands for what it stood for.
func standInFor(v lua.LValue, err *Error) *standIn {
	if ud, ok := v.(*lua.LUserData); ok && isStandIn(ud) {
		return ud.Value.(*standIn)
	}
	text := "`" + err.Path + "` (" + err.What + ") stayed behind in the parent process"
	if err.Hint != "" {
		text += ": " + err.Hint
	}
	return &standIn{what: err.What, text: text}
}

func isStandIn(ud *lua.LUserData) bool { _, ok := ud.Value.(*standIn); return ok }

// standInMeta is the metatable of all stand-ins of one state.
func (s *Shipper) standInMeta() *lua.LTable {
	if s.stand == nil {
		raise := goFunction(s.base.global, func(L *lua.LState) int {
			L.RaiseError("%s", usedStandIn(L).text)
			return 0
		})
		s.stand = &lua.LTable{Metatable: lua.LNil}
		for _, event := range uses {
			s.stand.RawSetString(event, raise)
		}
		s.stand.RawSetString("__tostring", goFunction(s.base.global, func(L *lua.LState) int {
			L.Push(lua.LString(usedStandIn(L).text))
			return 1
		}))
	}
	return s.stand
}

// usedStandIn finds the stand-in among the operands.
func usedStandIn(L *lua.LState) *standIn {
	for i := 1; i <= L.GetTop(); i++ {
		if ud, ok := L.Get(i).(*lua.LUserData); ok && isStandIn(ud) {
			return ud.Value.(*standIn)
		}
	}
	return &standIn{text: "this value stayed behind in the parent process"}
}

func goFunction(env *lua.LTable, f lua.LGFunction) *lua.LFunction {
	return &lua.LFunction{IsG: true, Env: env, GFunction: f}
}

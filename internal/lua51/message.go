package lua51

import lua "github.com/yuin/gopher-lua"

// Message is an error value as lua(1) shows it. A value that has __tostring is
// asked.
func Message(L *lua.LState, v lua.LValue) string {
	if s, ok := text(v); ok {
		return s
	}
	if meta := L.GetMetaField(v, "__tostring"); meta != lua.LNil {
		L.Push(meta)
		L.Push(v)
		if err := PCall(L, 1, 1, nil); err != nil {
			return "(error object whose __tostring raised an error)"
		}
		defer L.Pop(1)
		if s, ok := L.Get(-1).(lua.LString); ok {
			return string(s)
		}
	}
	return "(error object is not a string)"
}

// text is a string, or the text of a number.
func text(v lua.LValue) (string, bool) {
	switch v := v.(type) {
	case lua.LString:
		return string(v), true
	case lua.LNumber:
		return FormatNumber(float64(v)), true
	}
	return "", false
}

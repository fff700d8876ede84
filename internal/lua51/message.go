package lua51

import (
	"fmt"
	"sort"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// Message is an error value as lua(1) shows it. A value that has __tostring is
// asked.
func Message(L *lua.LState, v lua.LValue) string {
	switch v.(type) {
	case lua.LString, lua.LNumber:
		return v.String()
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

// Levels of a traceback that are shown when there are more, as in Lua's
// debug.traceback.
const (
	firstLevels = 12
	lastLevels  = 10
)

// Traceback is debug.traceback() from a level on; 0 is the running function.
func Traceback(L *lua.LState, level int) string {
	n := levels(L)
	var text strings.Builder
	text.WriteString("stack traceback:")
	for first := level; level < n; level++ {
		if level == first+firstLevels && n-level > lastLevels {
			text.WriteString("\n\t...")
			level = n - lastLevels
		}
		if dbg, ok := L.GetStack(level); ok {
			text.WriteString("\n\t" + describe(L, dbg, level == n-1))
		}
	}
	return text.String() + "\n\t[C]: ?"
}

// levels counts the levels of the stack. Asking for each would take a time that
// grows with the square of their number.
func levels(L *lua.LState) int {
	exists := func(level int) bool { _, ok := L.GetStack(level); return ok }
	n := 1
	for exists(n - 1) {
		n *= 2
	}
	return sort.Search(n-1, func(level int) bool { return !exists(level) })
}

// describe is a line of a traceback. gopher-lua gives the outermost function
// for a level whose function made a tail call and left no other trace.
func describe(L *lua.LState, dbg *lua.Debug, outermost bool) string {
	if _, err := L.GetInfo("nSl", dbg, lua.LNil); err != nil {
		return "?"
	}
	where := fmt.Sprintf("%s:%d:", dbg.Source, dbg.CurrentLine)
	if dbg.What == "G" || dbg.Source == "" {
		where = "[C]:"
	}
	switch {
	case dbg.What == "main" && !outermost:
		return "(tail call): ?"
	case dbg.What == "main":
		return where + " in main chunk"
	case dbg.Name != "" && !strings.ContainsAny(dbg.Name, "?<("):
		return fmt.Sprintf("%s in function '%s'", where, dbg.Name)
	case dbg.What == "G":
		return where + " ?"
	}
	return fmt.Sprintf("%s in function <%s:%d>", where, dbg.Source, dbg.LineDefined)
}

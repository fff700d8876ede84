package lua51

import (
	"fmt"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// Levels of a traceback that are shown when there are more, as in Lua's
// debug.traceback.
const (
	firstLevels = 12
	lastLevels  = 10
)

// Traceback is the stack as debug.traceback shows it, for an error handler to
// put behind a message: from level first on, 0 being the handler.
func Traceback(L *lua.LState, first int) string { return traceback(L, first, firstLevels-1) }

// traceback shows the levels from first on. Those from middle on are left out
// but for the last, if they are many.
func traceback(L *lua.LState, first, middle int) string {
	n := depthOf(L)
	if L == L.G.MainThread {
		n++ // what called the main chunk: C in lua(1)
	}
	var text strings.Builder
	text.WriteString("stack traceback:")
	for i := first; i < n; i++ {
		if i == middle && n > middle+1+lastLevels {
			text.WriteString("\n\t...")
			i = n - lastLevels
		}
		line := "[C]: ?"
		if l, ok := levelAt(L, i); ok {
			line = l.describe()
		}
		text.WriteString("\n\t" + line)
	}
	return text.String()
}

// describe is a line of a traceback.
func (l level) describe() string {
	if l.lost {
		return "(tail call): ?"
	}
	at := l.source() + ":"
	if line := l.line(); line > 0 {
		at = fmt.Sprintf("%s%d:", at, line)
	}
	switch x := callee(l.callFrame); {
	case x.kind != "":
		return at + " in function '" + x.name + "'"
	case l.Fn.IsG:
		return at + " ?"
	case isMain(l.Fn.Proto):
		return at + " in main chunk"
	}
	return fmt.Sprintf("%s in function <%s:%d>", at, l.source(), l.Fn.Proto.LineDefined)
}

// isMain tells whether a function is a whole chunk.
func isMain(p *lua.FunctionProto) bool { return p.LineDefined == 0 }

package lua51

import (
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// getInfo is debug.getinfo. The source of a chunk that is a string is known by
// its name only.
func getInfo(L *lua.LState) int {
	thread, n := threadArgument(L)
	what := L.OptString(n+2, "flnSu")
	var l level
	switch v := L.Get(n + 1).(type) {
	case lua.LNumber, lua.LString:
		x, ok := toNumber(v)
		if !ok {
			L.ArgError(n+1, "function or level expected")
		}
		if l, ok = levelAt(thread, int(x)); !ok {
			L.Push(lua.LNil)
			return 1
		}
	case *lua.LFunction:
		l.callFrame = &callFrame{Fn: v}
	default:
		L.ArgError(n+1, "function or level expected")
	}
	t := L.NewTable()
	for _, option := range what {
		switch option {
		case 'S':
			l.setSource(t)
		case 'l':
			t.RawSetString("currentline", lua.LNumber(l.currentLine()))
		case 'u':
			t.RawSetString("nups", lua.LNumber(l.upvalues()))
		case 'n':
			l.setName(t)
		case 'f':
			if !l.lost {
				t.RawSetString("func", l.Fn)
			}
		case 'L':
			if !l.lost && !l.Fn.IsG {
				t.RawSetString("activelines", activeLines(L, l.Fn.Proto))
			}
		default:
			L.ArgError(n+2, "invalid option")
		}
	}
	L.Push(t)
	return 1
}

func (l level) currentLine() int {
	if !l.lost && !l.Fn.IsG && l.Pc == 0 {
		return -1 // a function that is not running
	}
	return l.line()
}

func (l level) upvalues() int {
	if l.lost {
		return 0
	}
	return len(l.Fn.Upvalues)
}

func (l level) setSource(t *lua.LTable) {
	source, kind, first, last := "=[C]", "C", -1, -1
	switch {
	case l.lost:
		source, kind = "=(tail call)", "tail"
	case !l.Fn.IsG:
		kind, first, last = "Lua", l.Fn.Proto.LineDefined, l.Fn.Proto.LastLineDefined
		if isMain(l.Fn.Proto) {
			kind = "main"
		}
		source = sourceOf(l.source())
	}
	t.RawSetString("source", lua.LString(source))
	t.RawSetString("short_src", lua.LString(l.source()))
	t.RawSetString("what", lua.LString(kind))
	t.RawSetString("linedefined", lua.LNumber(first))
	t.RawSetString("lastlinedefined", lua.LNumber(last))
}

// sourceOf is a chunk's name by its short form.
func sourceOf(short string) string {
	if text, ok := strings.CutPrefix(short, `[string "`); ok {
		return strings.TrimSuffix(text, `"]`)
	}
	if strings.HasPrefix(short, "(") || short == "stdin" {
		return "=" + short
	}
	return "@" + short
}

func (l level) setName(t *lua.LTable) {
	x := variable{}
	if !l.lost {
		x = callee(l.callFrame)
	}
	if x.kind != "" {
		t.RawSetString("name", lua.LString(x.name))
	}
	t.RawSetString("namewhat", lua.LString(x.kind))
}

// activeLines is the set of lines that have instructions.
func activeLines(L *lua.LState, p *lua.FunctionProto) *lua.LTable {
	t := L.NewTable()
	for _, line := range p.DbgSourcePositions {
		t.RawSetInt(line, lua.LTrue)
	}
	return t
}

package lua51

import (
	"fmt"
	"strconv"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// raise is LState.Panic within a protected call. It leaves out gopher-lua's
// traceback, which costs more than the call, and gives the message the words
// that Lua has for it.
func raise(L *lua.LState) {
	object := L.Get(-1)
	if message, ok := object.(lua.LString); ok {
		object = lua.LString(reword(internals(L), string(message)))
	}
	panic(&lua.ApiError{Type: lua.ApiErrorRun, Object: object})
}

// throw raises a value as it is.
func throw(L *lua.LState, v lua.LValue) {
	if s := internals(L); !s.hasErrorFunc {
		s.closeFrom(0)
	}
	panic(&lua.ApiError{Type: lua.ApiErrorRun, Object: v})
}

// fail raises an error of the machine, with the position of the instruction.
func (s *state) fail(message string) { s.lua().RaiseError("%s", message) }

// typeError raises "attempt to <do> local 'x' (a nil value)". The operand tells
// where the value came from.
func (s *state) typeError(do string, v lua.LValue, operand int) {
	s.fail(s.attempt(do, v, operand))
}

func (s *state) attempt(do string, v lua.LValue, operand int) string {
	f := s.currentFrame
	var x variable
	if operand&isK == 0 {
		x = variableIn(f.Fn.Proto, operand, f.Pc-1)
	}
	if x.kind == "" {
		return fmt.Sprintf("attempt to %s a %s value", do, v.Type())
	}
	return fmt.Sprintf("attempt to %s %s '%s' (a %s value)%s", do, x.kind, x.name, v.Type(), s.hint(x, v))
}

// reword turns an error of gopher-lua into Lua's. What a function of Go raises
// begins with the position of its caller, if that is a function of Lua.
func reword(s *state, message string) string {
	f := s.currentFrame
	if f == nil {
		return message
	}
	if !f.Fn.IsG {
		where := positionOf(f)
		text, ok := strings.CutPrefix(message, where)
		if !ok {
			return message
		}
		return where + s.rewordMachine(text)
	}
	lead := ""
	message = strings.TrimPrefix(strings.TrimPrefix(message, " "), "[G]: ") // gopher-lua's for no position
	for caller := f.Parent; caller != nil; caller = caller.Parent {
		if caller.Fn.IsG {
			continue
		}
		if text, ok := strings.CutPrefix(message, positionOf(caller)); ok {
			message = text
			if caller == f.Parent {
				lead = positionOf(caller)
			}
		}
		break
	}
	if isMachines(message) {
		lead = "" // in a function of C the machine has no position
	}
	return lead + rewordLibrary(s, message)
}

// isMachines tells whether an instruction of Lua could have raised this: a
// function of the library raises it too when it compares, calls or indexes.
func isMachines(message string) bool {
	for _, begin := range [...]string{"attempt to compare ", "attempt to call ", "attempt to index ", "table index is "} {
		if strings.HasPrefix(message, begin) {
			return true
		}
	}
	return false
}

// positionOf is where a frame is, as messages begin: "file:line: ".
func positionOf(f *callFrame) string {
	return fmt.Sprintf("%s:%d: ", f.Fn.Proto.SourceName, lineOf(f))
}

func lineOf(f *callFrame) int {
	if lines := f.Fn.Proto.DbgSourcePositions; 0 < f.Pc && f.Pc <= len(lines) {
		return lines[f.Pc-1]
	}
	return 0
}

// noTable begins gopher-lua's error of an index.
const noTable = "attempt to index a non-table object("

// rewordMachine rewords what an instruction raises.
func (s *state) rewordMachine(text string) string {
	f := s.currentFrame
	i := instruction(f.Fn.Proto.Code[f.Pc-1])
	switch {
	case strings.HasPrefix(text, noTable):
		operand, event := i.b(), "__index"
		if op := i.op(); op == lua.OP_SETTABLE || op == lua.OP_SETTABLEKS {
			operand, event = i.a(), "__newindex"
		}
		if v := s.rk(operand); s.lua().GetMetaField(v, event) == lua.LNil {
			return s.attempt("index", v, operand)
		}
	case text == "attempt to call a non-function object":
		switch i.op() {
		case lua.OP_CALL, lua.OP_TAILCALL:
			return s.attempt("call", s.rk(i.a()), i.a())
		case lua.OP_TFORLOOP:
			return s.attempt("call", s.rk(i.a()), isK) // of a hidden local
		}
	}
	return rewordPlain(text)
}

// rewordPlain rewords what needs no frame.
func rewordPlain(text string) string {
	if kinds, ok := strings.CutPrefix(text, "attempt to compare "); ok {
		if x, y, ok := strings.Cut(kinds, " with "); ok && x == y {
			return "attempt to compare two " + x + " values"
		}
	}
	if kind, ok := strings.CutPrefix(text, noTable); ok { // a metamethod, as a rule
		kind, _, _ = strings.Cut(kind, ")")
		return "attempt to index a " + kind + " value"
	}
	switch text {
	case "too many recursions in gettable":
		return "loop in gettable"
	case "too many recursions in settable":
		return "loop in settable"
	case "registry overflow":
		return "stack overflow"
	}
	return text
}

// rewordLibrary rewords what a function of Go raises: for a wrong argument
// gopher-lua says "bad argument #1 to name (message)".
func rewordLibrary(s *state, text string) string {
	rest, ok := strings.CutPrefix(text, "bad argument #")
	number, rest, ok2 := strings.Cut(rest, " to ")
	name, message, ok3 := strings.Cut(rest, " (")
	n, err := strconv.Atoi(number)
	if !ok || !ok2 || !ok3 || err != nil || strings.ContainsAny(name, "' ") || !strings.HasSuffix(message, ")") {
		return rewordPlain(text)
	}
	return argumentMessage(s, n, strings.TrimSuffix(message, ")"))
}

// argumentMessage is luaL_argerror's for the function that is running.
func argumentMessage(s *state, n int, message string) string {
	f := s.currentFrame
	if m, ok := strings.CutSuffix(message, "got nil"); ok && n > f.NArgs {
		message = m + "got no value"
	}
	x := callee(f)
	if x.name == "" {
		x.name = "?"
	}
	if x.kind == "method" {
		if n--; n == 0 {
			return fmt.Sprintf("calling '%s' on bad self (%s)", x.name, message)
		}
	}
	return fmt.Sprintf("bad argument #%d to '%s' (%s)", n, x.name, message)
}

// A Hint is what an error about a field that is nil adds to its message, such as
// "; did you mean 'shmget'?".
type Hint func(object lua.LValue, field string) string

const hintKey = "lua51.hint"

// SetHint gives a state its hint.
func SetHint(L *lua.LState, h Hint) {
	u := L.NewUserData()
	u.Value = h
	L.G.Registry.RawSetString(hintKey, u)
}

func (s *state) hint(x variable, v lua.LValue) string {
	if v != lua.LNil || x.kind != "field" && x.kind != "method" || x.name == "?" {
		return ""
	}
	L := s.lua()
	u, ok := L.G.Registry.RawGetString(hintKey).(*lua.LUserData)
	if !ok {
		return ""
	}
	object := s.holder(x)
	if object == nil {
		return ""
	}
	return u.Value.(Hint)(object, x.name)
}

// holder is the object that a field was taken from, nil when it is not to be
// had: its register may have another value by now.
func (s *state) holder(x variable) lua.LValue {
	f := s.currentFrame
	p := f.Fn.Proto
	if x.kind == "method" {
		if i := instruction(p.Code[x.pc]); i.a()+1 < len(s.reg.array) {
			return s.reg.array[f.LocalBase+i.a()+1]
		}
	}
	switch h := variableIn(p, x.holder, x.pc); h.kind {
	case "local":
		return s.reg.array[f.LocalBase+x.holder]
	case "global":
		return f.Fn.Env.RawGetString(h.name)
	case "upvalue":
		for i, name := range p.DbgUpvalues {
			if name == h.name && i < len(f.Fn.Upvalues) {
				return f.Fn.Upvalues[i].Value()
			}
		}
	}
	return nil
}

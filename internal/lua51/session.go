package lua51

import (
	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/luac"
)

// Session is a sequence of lines, as at a prompt, that see the locals of those
// before.
type Session struct {
	names []string
	cells []*lua.Upvalue
}

// Line is a chunk of a session, to be called once.
type Line struct {
	Function *lua.LFunction
	names    []string
	cells    []*lua.Upvalue
}

// Load is [Load] for the session's next line.
func (s *Session) Load(L *lua.LState, text, name string) (*Line, error) {
	compiled, err := luac.CompileLine(text, "="+name, s.names)
	if err != nil {
		return nil, &lua.ApiError{Type: lua.ApiErrorSyntax, Object: lua.LString(err.Error()), Cause: err}
	}
	complete(compiled.Proto)
	line := &Line{Function: L.NewFunctionFromProto(compiled.Proto), names: compiled.Names}
	line.cells = append(line.cells, s.cells...)
	for len(line.cells) < len(line.names) {
		line.cells = append(line.cells, new(lua.Upvalue))
	}
	for i, variable := range compiled.Upvalues {
		line.Function.Upvalues[i] = line.cells[variable]
	}
	return line, nil
}

// Keep is for when a line has run, to its end or to an error: the locals that
// it has declared by then are there for the lines that follow.
func (s *Session) Keep(line *Line) {
	s.names, s.cells = nil, nil
	latest := map[string]int{}
	for i, name := range line.names {
		if line.cells[i].Value() != nil { // it has been given one
			latest[name] = i
		}
	}
	for i, name := range line.names {
		if at, ok := latest[name]; ok && at == i {
			s.names, s.cells = append(s.names, name), append(s.cells, line.cells[i])
		}
	}
}

// Local is the value of a local, and whether there is one of this name.
func (s *Session) Local(name string) (lua.LValue, bool) {
	for i, n := range s.names {
		if n == name {
			return s.cells[i].Value(), true
		}
	}
	return lua.LNil, false
}

// Locals are their names.
func (s *Session) Locals() []string { return s.names }

package repl

import (
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/internal/width"
)

// catch is the error handler: it keeps the traceback, while the frames are
// there, and leaves the error as it is.
func (r *REPL) catch(L *lua.LState) int {
	r.trace = lua51.Traceback(L, 1)
	return 1
}

// fail shows an error: its message, the functions of the user's that it came
// through, and what can be done about it.
func (r *REPL) fail(value lua.LValue) {
	text := "error: nil"
	if value != lua.LNil {
		text = fold(lua51.Message(r.state, value))
	}
	if t, ok := value.(*lua.LTable); ok && r.state.GetMetaField(t, "__tostring") == lua.LNil {
		text = "error: " + r.module.Pretty(t, r.columns())
	}
	r.say(r.paint(red, text))
	for _, frame := range frames(r.trace) {
		r.say(r.paint(dim, "  "+frame))
	}
	r.trace = ""
	r.advise(value)
}

// advise says what can be done about a failure.
func (r *REPL) advise(values ...lua.LValue) {
	if advice := r.module.Advice(values...); advice != "" {
		for _, line := range width.Wrap(advice, r.columns()-3) {
			r.say(r.paint(dim, "  "+line))
		}
	}
}

// frames are the levels of a traceback that the user wrote: not those of
// built-in functions, and not the line that was typed.
func frames(trace string) []string {
	var list []string
	for line := range strings.Lines(trace) {
		line = strings.TrimSpace(line)
		typed := strings.HasPrefix(line, chunkName+":") && strings.HasSuffix(line, ": in main chunk")
		if line == "stack traceback:" || typed || isBuiltIn(line) {
			continue
		}
		list = append(list, line)
	}
	return list
}

func isBuiltIn(line string) bool {
	return strings.HasPrefix(line, "[C]:") || strings.HasPrefix(line, "(tail call)")
}

// fold takes such levels out of a message that has a traceback in it, as the
// error of a child has.
func fold(message string) string {
	var out strings.Builder
	for line := range strings.Lines(message) {
		if rest, indented := strings.CutPrefix(line, "\t"); !indented || !isBuiltIn(rest) {
			out.WriteString(strings.Replace(line, "stack traceback:", "", 1))
		}
	}
	return strings.TrimRight(out.String(), "\n: ")
}

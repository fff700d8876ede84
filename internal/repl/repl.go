package repl

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/edit"
	"ipclua/internal/lua51"
	"ipclua/luamod"
)

// REPL is a prompt on a terminal.
type REPL struct {
	// Interruptible runs what Ctrl-C may break, and comes back then.
	Interruptible func(run func())

	state    *lua.LState
	module   *luamod.Module
	world    *luamod.World
	editor   *edit.Editor
	terminal *terminal
	columns  func() int
	session  lua51.Session
	handler  *lua.LFunction
	trace    string // of the last error
	colours  bool
	made     objects
}

// New makes the prompt of a state with the module in a world. Processes that are
// spawned from then on write through it. Everything else that goes to the
// terminal must go to [REPL.Write].
func New(L *lua.LState, m *luamod.Module, w *luamod.World, in, out *os.File) *REPL {
	r := &REPL{
		Interruptible: func(run func()) { run() },
		state:         L, module: m, world: w,
		editor:  edit.New(in, out),
		colours: os.Getenv("NO_COLOR") == "",
	}
	r.columns = r.editor.Columns
	r.terminal = &terminal{editor: r.editor}
	r.handler = L.NewFunction(r.catch)
	r.editor.Finished = r.finished
	r.editor.Complete = r.complete
	if exec, ok := w.Spawner.(*luamod.Exec); ok {
		w.Spawner = &spawner{exec, r.terminal}
	}
	r.made.before = existing(w.Kernel)
	w.Created = r.made.add
	L.SetGlobal("help", L.NewFunction(r.help))
	return r
}

// Write puts text out behind what processes have written before.
func (r *REPL) Write(p []byte) (int, error) { return r.terminal.Write(p) }

// Restore leaves the terminal as it was found: for a program that ends while a
// line is typed.
func (r *REPL) Restore() { r.editor.Restore() }

// Run reads and runs until Ctrl-D.
func (r *REPL) Run() {
	r.openHistory()
	r.say(r.paint(dim, "help() tells how to begin, Tab completes, Ctrl-D leaves"))
	warned := false
	for {
		r.module.Report()
		r.terminal.drain()
		text, err := r.editor.Read(r.prompt("_PROMPT", "> "), r.prompt("_PROMPT2", ">> "))
		switch {
		case errors.Is(err, edit.ErrInterrupted):
			continue
		case err != nil:
			return
		case r.leaves(text):
			return
		}
		if err := r.editor.History.Add(text); err != nil && !warned {
			warned = true
			r.warn("this line will not be in the next session's history: %v", plainError(err))
		}
		r.run(text)
	}
}

// leaves tells whether a text is what people type who want to leave.
func (r *REPL) leaves(text string) bool {
	word := strings.TrimSuffix(strings.TrimSpace(text), "()")
	if word != "exit" && word != "quit" {
		return false
	}
	_, isLocal := r.session.Local(word)
	return !isLocal && r.globals().RawGetString(word) == lua.LNil
}

// prompt is a text that the script can set.
func (r *REPL) prompt(name, usual string) string {
	if v := r.globals().RawGetString(name); lua.LVCanConvToString(v) {
		return v.String()
	}
	return usual
}

// globals are the global variables, whatever metatable they have.
func (r *REPL) globals() *lua.LTable { return r.state.Get(lua.GlobalsIndex).(*lua.LTable) }

func (r *REPL) openHistory() {
	path := historyPath()
	if path == "" {
		return
	}
	h, err := edit.OpenHistory(path)
	if err != nil {
		r.warn("the history cannot be read: %v", plainError(err))
	}
	r.editor.History = h
}

// historyPath is where the XDG base directory specification wants what a program
// keeps of its past, "" where there is no such place.
func historyPath() string {
	dir := os.Getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(dir) {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		dir = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(dir, "ipclua", "history")
}

func (r *REPL) warn(format string, v ...any) { fmt.Fprintf(r, "ipclua: "+format+"\n", v...) }

// plainError is an error of package os without the name of a system call.
func plainError(err error) error {
	var e *os.PathError
	if errors.As(err, &e) {
		return fmt.Errorf("%s: %w", e.Path, e.Err)
	}
	return err
}

// Colours of SGR sequences.
const (
	red = "31"
	dim = "2"
)

// paint gives a text a colour.
func (r *REPL) paint(colour, text string) string {
	if !r.colours {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

func (r *REPL) say(text string) { io.WriteString(r, text+"\n") }

package main

import (
	"fmt"
	"os"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
)

// run is the command: lua(1)'s rules of what is done in which order.
func run(args []string, io stdio, exit func(int)) int {
	if len(args) > 1 {
		if command, ok := subcommands()[args[1]]; ok {
			return command(args, io)
		}
	}
	o, wrong := parseOptions(args)
	if wrong == nil && o.help {
		fmt.Fprint(io.out, usage)
		return exitDone
	}
	if wrong == nil && len(o.private) > 0 {
		return runPrivate(o, io)
	}
	p := newProgram(io, exit)
	p.open()
	code := exitFailed
	switch {
	case !p.luaInit():
	case wrong != nil:
		p.complain("%v", wrong)
		fmt.Fprint(p.err, usage)
		code = exitUsage
	case p.runAll(o):
		code = exitDone
	}
	if clean := p.end(code == exitDone); code == exitDone && !clean {
		code = exitFailed
	}
	if signalled := p.interrupted.Load(); signalled != 0 {
		return int(signalled)
	}
	return code
}

// subcommands are the words that are not a script's name: ipclua check …
func subcommands() map[string]func(args []string, io stdio) int {
	return map[string]func(args []string, io stdio) int{
		"check":  runCheck,
		"doctor": runDoctor,
		"lab":    runLab,
		"ls":     runLs,
		"rm":     runRm,
		"trace":  runTrace,
		"watch":  runWatch,
	}
}

// runAll carries a command line out and tells whether all went well.
func (p *program) runAll(o options) bool {
	if o.version {
		fmt.Fprintln(p.err, version)
	}
	for _, s := range o.steps {
		var ok bool
		if s.option == 'e' {
			ok = p.runText(s.text, "(command line)")
		} else {
			ok = p.require(s.text)
		}
		if !ok {
			return false
		}
	}
	if o.hasScript() && !p.runScript(o) {
		return false
	}
	switch {
	case o.interactive:
		p.interact()
	case !o.hasScript() && !o.hasCode() && !o.version:
		if isTerminal(p.in) {
			fmt.Fprintln(p.err, version)
			p.interact()
		} else {
			return p.runStdin()
		}
	}
	return true
}

// luaInit runs what LUA_INIT says: code, or @FILE.
func (p *program) luaInit() bool {
	init := os.Getenv("LUA_INIT")
	if file, ok := strings.CutPrefix(init, "@"); ok {
		return p.runFile(file)
	}
	return init == "" || p.runText(init, "LUA_INIT")
}

// runScript runs the script with its arguments.
func (p *program) runScript(o options) bool {
	table := p.state.NewTable()
	for i, a := range o.args {
		table.RawSetInt(i-o.script, lua.LString(a))
	}
	setArg := func(L *lua.LState) int { // _G may have a metatable
		L.SetGlobal("arg", table)
		return 0
	}
	if !p.call(p.state.NewFunction(setArg), nil) {
		return false
	}
	var fn *lua.LFunction
	var err error
	if o.stdin {
		fn, err = lua51.LoadReader(p.state, p.in, "stdin")
	} else {
		fn, err = lua51.LoadFile(p.state, o.args[o.script])
	}
	return p.call(fn, err, o.args[o.script+1:]...)
}

func (p *program) runStdin() bool {
	fn, err := lua51.LoadReader(p.state, p.in, "stdin")
	return p.call(fn, err)
}

func (p *program) runFile(name string) bool {
	fn, err := lua51.LoadFile(p.state, name)
	return p.call(fn, err)
}

func (p *program) runText(code, name string) bool {
	fn, err := p.load(code, name)
	return p.call(fn, err)
}

func (p *program) load(code, name string) (*lua.LFunction, error) {
	return lua51.Load(p.state, strings.NewReader(code), name)
}

func (p *program) require(module string) bool { return p.call(p.global("require"), nil, module) }

// global is a global variable, whatever metatable _G has.
func (p *program) global(name string) lua.LValue {
	return p.state.Get(lua.GlobalsIndex).(*lua.LTable).RawGetString(name)
}

// call calls a function that was loaded, and complains of its error or of the load's.
func (p *program) call(fn lua.LValue, err error, args ...string) bool {
	if err == nil {
		p.state.Push(fn)
		for _, a := range args {
			p.state.Push(lua.LString(a))
		}
		err = lua51.PCall(p.state, len(args), 0, p.traceback)
	}
	if err != nil {
		p.output.Flush()
		if text, ok := p.errorText(err); ok {
			p.complain("%s", text)
		}
	}
	return err == nil
}

// errorText is an error as it is shown, with the traceback that the handler put
// behind it. Of nil nothing is said.
func (p *program) errorText(err error) (text string, ok bool) {
	v := lua51.ErrorValue(err)
	return lua51.Message(p.state, v), v != lua.LNil
}

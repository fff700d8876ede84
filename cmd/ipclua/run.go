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
	o, err := parseOptions(args)
	if err != nil {
		io.complain("%v", err)
		fmt.Fprint(io.err, usage)
		return exitUsage
	}
	if o.help {
		fmt.Fprint(io.out, usage)
		return exitDone
	}
	if len(o.private) > 0 {
		return runPrivate(o, io)
	}
	p := newProgram(io, exit)
	p.open()
	ok := p.runAll(o)
	p.end(ok)
	if code := p.interrupted.Load(); code != 0 {
		return int(code)
	}
	if !ok {
		return exitFailed
	}
	return exitDone
}

// runAll carries a command line out and tells whether all went well.
func (p *program) runAll(o options) bool {
	if !p.luaInit() {
		return false
	}
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
	case !o.hasScript() && len(o.steps) == 0 && !o.version:
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
	p.state.SetGlobal("arg", table)
	var fn *lua.LFunction
	var err error
	if o.stdin() {
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
	fn, err := lua51.LoadReader(p.state, strings.NewReader(code), name)
	return p.call(fn, err)
}

func (p *program) require(module string) bool {
	require, ok := p.state.GetGlobal("require").(*lua.LFunction)
	if !ok {
		p.complain("'require' is not a function")
		return false
	}
	return p.call(require, nil, module)
}

// call runs a function that was loaded, and complains of its error or of the load's.
func (p *program) call(fn *lua.LFunction, err error, args ...string) bool {
	if err == nil {
		p.state.Push(fn)
		for _, a := range args {
			p.state.Push(lua.LString(a))
		}
		err = lua51.PCall(p.state, len(args), 0, p.traceback)
	}
	if err != nil {
		p.report(err)
	}
	return err == nil
}

// report shows an error, with the traceback that the handler put behind it.
func (p *program) report(err error) {
	p.output.Flush()
	text := err.Error()
	if e, ok := err.(*lua.ApiError); ok {
		text = lua51.Message(p.state, e.Object)
	}
	p.complain("%s", strings.TrimRight(text, "\n"))
}

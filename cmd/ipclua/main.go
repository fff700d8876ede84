// Ipclua runs Lua scripts that use System V IPC. Usage is in usage.go.
package main

import (
	"os"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/check"
	"ipclua/internal/lab"
	"ipclua/luamod"
)

func main() {
	if lab.WorkerMain(os.Exit) || check.ProcessMain(os.Exit) {
		return
	}
	io := stdio{os.Stdin, os.Stdout, os.Stderr}
	if luamod.ChildMain(func() (*lua.LState, *luamod.Module) {
		p := newProgram(io, os.Exit)
		p.open()
		return p.state, p.module
	}, os.Exit) {
		return
	}
	os.Exit(run(os.Args, io, os.Exit))
}

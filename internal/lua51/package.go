package lua51

import (
	"fmt"
	"os"
	"runtime"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// noLibraries is what loadlib says in a Lua without dynamic libraries
// (loadlib.c), which this one is.
const noLibraries = "dynamic libraries not enabled; check your Lua installation"

// The places where Debian's lua5.1 looks. Libraries are looked for so that one
// that is there can be named as the reason.
const (
	luaPath = "./?.lua;/usr/local/share/lua/5.1/?.lua;/usr/local/share/lua/5.1/?/init.lua;" +
		"/usr/local/lib/lua/5.1/?.lua;/usr/local/lib/lua/5.1/?/init.lua;" +
		"/usr/share/lua/5.1/?.lua;/usr/share/lua/5.1/?/init.lua"
	libraryPath = "./?.so;/usr/local/lib/lua/5.1/?.so;/usr/lib/%s/lua/5.1/?.so;" +
		"/usr/lib/lua/5.1/?.so;/usr/local/lib/lua/5.1/loadall.so"
)

var multiarch = map[string]string{"amd64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu"}

// loading stands in package.loaded for a module that is being loaded.
var loading = &lua.LUserData{Metatable: lua.LNil}

// packageLib is the table package. Its functions keep to it, whatever becomes of
// the global variable.
type packageLib struct {
	system        System
	table, loaded *lua.LTable
}

// installPackage replaces require, module and package's functions.
func installPackage(L *lua.LState) {
	table, ok := L.GetGlobal("package").(*lua.LTable)
	if !ok {
		return
	}
	p := packageLib{systemOf(L), table, table.RawGetString("loaded").(*lua.LTable)}
	p.loaded.RawSetString("package", table)
	L.SetGlobal("require", L.NewFunction(p.require))
	L.SetGlobal("module", L.NewFunction(p.module))
	table.RawSetString("seeall", L.NewFunction(seeAll))
	table.RawSetString("loadlib", L.NewFunction(loadLib))
	table.RawSetString("config", lua.LString(string(os.PathSeparator)+"\n;\n?\n!\n-"))
	table.RawSetString("path", searchPath("LUA_PATH", luaPath))
	table.RawSetString("cpath", searchPath("LUA_CPATH", fmt.Sprintf(libraryPath, multiarch[runtime.GOARCH])))
	loaders := L.NewTable()
	for _, loader := range []lua.LGFunction{p.preloaded, p.luaFile, p.library, p.rootLibrary} {
		loaders.Append(L.NewFunction(loader))
	}
	table.RawSetString("loaders", loaders)
}

// searchPath is what a variable of the environment says, in which ";;" stands for
// the default.
func searchPath(variable, standard string) lua.LString {
	path, ok := os.LookupEnv(variable)
	if !ok {
		path = standard
	}
	return lua.LString(strings.ReplaceAll(path, ";;", ";"+standard+";"))
}

func (p packageLib) require(L *lua.LState) int {
	name := L.CheckString(1)
	L.SetTop(1)
	if v := L.GetField(p.loaded, name); lua.LVAsBool(v) {
		if v == loading {
			L.RaiseError("loop or previous error loading module '%s'", name)
		}
		L.Push(v)
		return 1
	}
	L.Push(p.loader(L, name))
	L.SetField(p.loaded, name, loading)
	L.Push(lua.LString(name))
	L.Call(1, 1)
	v := L.Get(-1)
	if v == lua.LNil {
		v = L.GetField(p.loaded, name)
	}
	if v == loading {
		v = lua.LTrue
	}
	L.SetField(p.loaded, name, v)
	L.Push(v)
	return 1
}

// loader asks package.loaders in turn for the function that loads a module.
func (p packageLib) loader(L *lua.LState, name string) *lua.LFunction {
	loaders, ok := L.GetField(p.table, "loaders").(*lua.LTable)
	if !ok {
		L.RaiseError("'package.loaders' must be a table")
	}
	var tried strings.Builder
	for i := 1; ; i++ {
		search := loaders.RawGetInt(i)
		if search == lua.LNil {
			L.RaiseError("module '%s' not found:%s", name, tried.String())
		}
		L.Push(search)
		L.Push(lua.LString(name))
		L.Call(1, 1)
		found := L.Get(-1)
		L.Pop(1)
		if fn, ok := found.(*lua.LFunction); ok {
			return fn
		}
		if message, ok := text(found); ok {
			tried.WriteString(message)
		}
	}
}

// preloaded is the loader for package.preload.
func (p packageLib) preloaded(L *lua.LState) int {
	name := L.CheckString(1)
	preload, ok := L.GetField(p.table, "preload").(*lua.LTable)
	if !ok {
		L.RaiseError("'package.preload' must be a table")
	}
	v := L.GetField(preload, name)
	if v == lua.LNil {
		v = lua.LString(fmt.Sprintf("\n\tno field package.preload['%s']", name))
	}
	L.Push(v)
	return 1
}

// luaFile is the loader for files along package.path.
func (p packageLib) luaFile(L *lua.LState) int {
	name := L.CheckString(1)
	file, tried := p.find(L, name, "path")
	if file == "" {
		L.Push(lua.LString(tried))
		return 1
	}
	fn, err := LoadFile(L, file)
	if err != nil {
		loadError(L, name, file, ErrorValue(err).String())
	}
	L.Push(fn)
	return 1
}

// library is the loader for libraries along package.cpath: if there is one, it
// is an error, as it cannot be loaded.
func (p packageLib) library(L *lua.LState) int {
	name := L.CheckString(1)
	file, tried := p.find(L, name, "cpath")
	if file != "" {
		loadError(L, name, file, noLibraries)
	}
	L.Push(lua.LString(tried))
	return 1
}

// rootLibrary looks for the library that a submodule could be in.
func (p packageLib) rootLibrary(L *lua.LState) int {
	name := L.CheckString(1)
	root, _, isSub := strings.Cut(name, ".")
	if !isSub {
		return 0
	}
	file, tried := p.find(L, root, "cpath")
	if file != "" {
		loadError(L, name, file, noLibraries)
	}
	L.Push(lua.LString(tried))
	return 1
}

func loadError(L *lua.LState, name, file, message string) {
	L.RaiseError("error loading module '%s' from file '%s':\n\t%s", name, file, message)
}

// find gives the first file of a path that can be read, or what was tried.
func (p packageLib) find(L *lua.LState, name, field string) (file, tried string) {
	path, ok := text(L.GetField(p.table, field))
	if !ok {
		L.RaiseError("'package.%s' must be a string", field)
	}
	name = strings.ReplaceAll(name, ".", string(os.PathSeparator))
	var message strings.Builder
	for template := range strings.SplitSeq(path, ";") {
		if template == "" {
			continue
		}
		file := strings.ReplaceAll(template, "?", name)
		if f, err := p.system.Source(file); err == nil {
			f.Close()
			return file, ""
		}
		fmt.Fprintf(&message, "\n\tno file '%s'", file)
	}
	return "", message.String()
}

func loadLib(L *lua.LState) int {
	L.CheckString(1)
	L.CheckString(2)
	L.Push(lua.LNil)
	L.Push(lua.LString(noLibraries))
	L.Push(lua.LString("absent"))
	return 3
}

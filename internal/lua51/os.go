package lua51

import (
	"os"
	"time"
	_ "unsafe" // for go:linkname

	lua "github.com/yuin/gopher-lua"
)

// osLibrary is the library os of one state.
type osLibrary struct {
	system System
	io     *ioLibrary // nil: there is none
}

// installOS replaces the functions of os.
func installOS(L *lua.LState, io *ioLibrary) {
	lib, ok := L.GetGlobal("os").(*lua.LTable)
	if !ok {
		return
	}
	l := &osLibrary{system: systemOf(L), io: io}
	fill(L, lib,
		named{"clock", l.clock}, named{"date", l.date}, named{"difftime", osDifftime}, named{"execute", l.execute},
		named{"exit", l.leave}, named{"getenv", osGetenv}, named{"remove", l.remove}, named{"rename", l.rename},
		named{"setlocale", osSetlocale}, named{"time", l.time}, named{"tmpname", l.tmpname},
	)
}

func (l *osLibrary) clock(L *lua.LState) int {
	L.Push(lua.LNumber(l.system.CPUTime().Seconds()))
	return 1
}

func osDifftime(L *lua.LState) int {
	end, start := integerArgument(L, 1), optional(L, 2, integerArgument, 0)
	L.Push(lua.LNumber(float64(end) - float64(start)))
	return 1
}

//go:linkname gopherExit github.com/yuin/gopher-lua.osExit
func gopherExit(L *lua.LState) int

// leave flushes the files and lets gopher-lua's exit end the process.
func (l *osLibrary) leave(L *lua.LState) int {
	code := OptInteger(L, 1, 0)
	if l.io != nil {
		l.io.flushAll()
	}
	L.SetTop(0)
	L.Push(lua.LNumber(code))
	return gopherExit(L)
}

func osGetenv(L *lua.LState) int {
	value := lua.LValue(lua.LNil)
	if text, ok := os.LookupEnv(pathArgument(L, 1)); ok {
		value = lua.LString(text)
	}
	L.Push(value)
	return 1
}

func (l *osLibrary) remove(L *lua.LState) int {
	path := pathArgument(L, 1)
	return answerFor(L, path, l.system.Remove(path))
}

func (l *osLibrary) rename(L *lua.LState) int {
	from, to := pathArgument(L, 1), pathArgument(L, 2)
	return answerFor(L, from, l.system.Rename(from, to))
}

// tmpname makes an empty file, so that nobody else gets the name.
func (l *osLibrary) tmpname(L *lua.LState) int {
	path, f, err := l.system.Temporary()
	if err != nil {
		L.RaiseError("unable to generate a unique filename")
	}
	f.Close()
	L.Push(lua.LString(path))
	return 1
}

// osSetlocale knows one locale, C, which is also what the environment asks for.
func osSetlocale(L *lua.LState) int {
	name := lua.LValue(lua.LNil)
	switch optional(L, 1, pathArgument, "C") {
	case "", "C", "POSIX":
		name = lua.LString("C")
	}
	optionArgument(L, 2, "all", "collate", "ctype", "monetary", "numeric", "time")
	L.Push(name)
	return 1
}

func (l *osLibrary) time(L *lua.LState) int {
	if L.Get(1) == lua.LNil {
		L.Push(lua.LNumber(l.system.Now().Unix()))
		return 1
	}
	t, ok := mktime(dateTable{L, L.CheckTable(1)}, l.system.Now().Location())
	if ok {
		L.Push(lua.LNumber(t))
	} else {
		L.Push(lua.LNil)
	}
	return 1
}

func (l *osLibrary) date(L *lua.LState) int {
	format := optional(L, 1, pathArgument, "%c")
	seconds := optional(L, 2, integerArgument, l.system.Now().Unix())
	where := l.system.Now().Location()
	if len(format) > 0 && format[0] == '!' {
		where, format = time.UTC, format[1:]
	}
	t, ok := brokenDown(seconds, where)
	switch {
	case !ok:
		L.Push(lua.LNil)
	case format == "*t":
		L.Push(dateFields(L, t))
	default:
		L.Push(lua.LString(strftime(format, t)))
	}
	return 1
}

package lua51

import (
	"os"
	"runtime"

	lua "github.com/yuin/gopher-lua"
)

// ioLibrary is the library io of one state.
type ioLibrary struct {
	streams
	system        System
	class         *lua.LTable    // metatable of the handles
	input, output *lua.LUserData // the default files
	standard      [3]*lua.LUserData
	stdin, stdout *file
	stderr        *file
	print         *Output // what stdout writes to; nil: to the process's
}

const (
	fileClass = "FILE*" // name of the handles' metatable in the registry
	ioKey     = "lua51.io"
)

// ioOf is the library of a state, nil where there is no io. A state without
// repairs gets it now.
func ioOf(L *lua.LState) *ioLibrary {
	if u, ok := L.G.Registry.RawGetString(ioKey).(*lua.LUserData); ok {
		return u.Value.(*ioLibrary)
	}
	return installIO(L)
}

// installIO replaces the functions of io and the methods of its files. The
// tables stay the same.
func installIO(L *lua.LState) *ioLibrary {
	lib, ok := L.GetGlobal("io").(*lua.LTable)
	if !ok {
		return nil
	}
	l := &ioLibrary{system: systemOf(L), class: NewTable(10)}
	L.G.Registry.RawSetString(fileClass, l.class)
	fill(L, l.class,
		named{"__gc", fileCollect}, named{"__tostring", fileToString}, named{"close", fileClose}, named{"flush", fileFlush},
		named{"lines", fileLines}, named{"read", fileRead}, named{"seek", fileSeek}, named{"setvbuf", fileSetvbuf}, named{"write", fileWrite},
	)
	l.class.RawSetString("__index", l.class)
	fill(L, lib,
		named{"close", l.close}, named{"flush", l.flushOutput}, named{"input", l.setInput}, named{"lines", l.lines}, named{"open", l.open},
		named{"output", l.setOutput}, named{"popen", l.popen}, named{"read", l.read}, named{"tmpfile", l.tmpfile}, named{"type", ioType},
		named{"write", l.write},
	)
	l.stdin = &file{lib: l, standard: true, stream: &stream{device: l.system.Stdin(), reads: true, buffering: "full", before: l.flushPrint}}
	l.stdout = &file{lib: l, standard: true, stream: &stream{device: os.Stdout, writes: true, buffering: "no"}}
	l.stderr = &file{lib: l, standard: true, stream: &stream{device: os.Stderr, writes: true, buffering: "no"}}
	l.add(l.stdin.stream)
	l.standard = [...]*lua.LUserData{l.wrap(L, l.stdin), l.wrap(L, l.stdout), l.wrap(L, l.stderr)}
	l.input, l.output = l.standard[0], l.standard[1]
	lib.RawSetString("stdin", l.standard[0])
	lib.RawSetString("stdout", l.standard[1])
	lib.RawSetString("stderr", l.standard[2])
	libraries := librariesOf(L)
	libraries.resets = append(libraries.resets, l.reset)
	L.G.Registry.RawSetString(ioKey, &lua.LUserData{Value: l, Env: L.Env, Metatable: lua.LNil})
	return l
}

// SetStdin makes a device what io.stdin reads, instead of the system's. Where its
// Read fails with EINTR, the script that reads gets the error "interrupted!".
func SetStdin(L *lua.LState, d Device) {
	if l := ioOf(L); l != nil {
		l.stdin.mu.Lock()
		defer l.stdin.mu.Unlock()
		l.stdin.device = d
	}
}

// reset brings the library back to what it was at first: nothing is open but the
// standard files.
func (l *ioLibrary) reset() {
	l.drop(l.stdin.stream)
	l.input, l.output = l.standard[0], l.standard[1]
	l.stdin.reset("full")
	l.stdout.reset("no")
	l.stderr.reset("no")
}

// flushPrint puts out what print and io.stdout hold back.
func (l *ioLibrary) flushPrint() {
	if l.print != nil {
		l.print.flushText()
	}
}

// flushAll is fflush(NULL).
func (l *ioLibrary) flushAll() {
	l.flushPrint()
	l.flush()
}

// wrap makes the handle of a file.
func (l *ioLibrary) wrap(L *lua.LState, f *file) *lua.LUserData {
	return &lua.LUserData{Value: f, Env: L.Env, Metatable: l.class}
}

// handle makes the handle of a stream that was opened.
func (l *ioLibrary) handle(L *lua.LState, s *stream) *lua.LUserData {
	f := &file{lib: l, stream: s}
	l.add(s)
	if l.system == (Host{}) { // elsewhere it is no business of the collector's when a file is written
		runtime.AddCleanup(f, func(s *stream) { go l.closeStream(s) }, s) // a command may take its time
	}
	return l.wrap(L, f)
}

func ioType(L *lua.LState) int {
	kind := lua.LValue(lua.LNil)
	if L.GetTop() == 0 {
		L.ArgError(1, "value expected")
	}
	if f := fileOf(L.Get(1)); f != nil {
		kind = lua.LString("file")
		if f.device == nil {
			kind = lua.LString("closed file")
		}
	}
	L.Push(kind)
	return 1
}

func (l *ioLibrary) open(L *lua.LState) int {
	path, mode := pathArgument(L, 1), optional(L, 2, pathArgument, "r")
	s, err := openStream(l.system, path, mode)
	if err != nil {
		return answerFor(L, path, err)
	}
	L.Push(l.handle(L, s))
	return 1
}

func (l *ioLibrary) tmpfile(L *lua.LState) int {
	path, f, err := l.system.Temporary()
	if err != nil {
		return answer(L, err)
	}
	l.system.Remove(path)
	L.Push(l.handle(L, &stream{device: f, reads: true, writes: true, buffering: "full"}))
	return 1
}

func (l *ioLibrary) close(L *lua.LState) int {
	if L.GetTop() == 0 {
		L.Push(l.output)
	}
	return fileClose(L)
}

func (l *ioLibrary) setInput(L *lua.LState) int  { return l.setDefault(L, &l.input, "r") }
func (l *ioLibrary) setOutput(L *lua.LState) int { return l.setDefault(L, &l.output, "w") }

// setDefault gives a default file: another one than before, if there is an
// argument.
func (l *ioLibrary) setDefault(L *lua.LState, to **lua.LUserData, mode string) int {
	switch v := L.Get(1).(type) {
	case *lua.LNilType:
	case lua.LString, lua.LNumber:
		*to = l.mustOpen(L, mode)
	default:
		openFileArgument(L)
		*to = v.(*lua.LUserData)
	}
	L.Push(*to)
	return 1
}

// mustOpen opens the file that argument 1 names.
func (l *ioLibrary) mustOpen(L *lua.LState, mode string) *lua.LUserData {
	path := pathArgument(L, 1)
	s, err := openStream(l.system, path, mode)
	if err != nil {
		L.ArgError(1, path+": "+strerror(err))
	}
	return l.handle(L, s)
}

// lines closes the file that it opened when all is read.
func (l *ioLibrary) lines(L *lua.LState) int {
	if L.Get(1) != lua.LNil {
		L.Push(L.NewClosure(nextLine, l.mustOpen(L, "r"), lua.LTrue))
		return 1
	}
	if L.GetTop() == 0 {
		L.Push(l.input)
	}
	return fileLines(L)
}

func (l *ioLibrary) read(L *lua.LState) int  { return defaultFile(L, l.input, "input").read(L, 1) }
func (l *ioLibrary) write(L *lua.LState) int { return defaultFile(L, l.output, "output").write(L, 1) }

func (l *ioLibrary) flushOutput(L *lua.LState) int {
	return defaultFile(L, l.output, "output").flushed(L)
}

// defaultFile is a default file, which must be open.
func defaultFile(L *lua.LState, u *lua.LUserData, name string) *file {
	f := u.Value.(*file)
	if f.device == nil {
		L.RaiseError("standard %s file is closed", name)
	}
	return f
}

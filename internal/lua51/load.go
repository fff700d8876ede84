package lua51

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"

	lua "github.com/yuin/gopher-lua"
	"github.com/yuin/gopher-lua/parse"
)

// LoadReader compiles a chunk. The error is a *lua.ApiError. A first line that
// begins with '#' is a comment, as in a script for execve(2).
func LoadReader(L *lua.LState, r io.Reader, name string) (*lua.LFunction, error) {
	b := bufio.NewReader(r)
	if first, err := b.Peek(1); err == nil && first[0] == '#' {
		if _, err := b.ReadString('\n'); err == nil {
			b.UnreadByte() // the newline keeps the lines' numbers
		}
	}
	return Load(L, b, name)
}

// LoadFile compiles a file, whose path is the chunk's name.
func LoadFile(L *lua.LState, path string) (*lua.LFunction, error) {
	fd, err := syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, fileError("open", path, err)
	}
	f := os.NewFile(uintptr(fd), path)
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fileError("read", path, syscall.EISDIR)
	}
	return LoadReader(L, f, path)
}

// Load compiles a chunk: the one way to a function from source. The LState's own
// methods (LoadString, DoFile …) go past the repairs of the syntax tree.
func Load(L *lua.LState, r io.Reader, name string) (*lua.LFunction, error) {
	chunk, err := parse.Parse(r, name)
	if err == nil {
		chunk, err = rewrite(chunk)
	}
	if err != nil {
		return nil, syntaxError(err)
	}
	proto, err := lua.Compile(chunk, name)
	if err != nil {
		return nil, syntaxError(err)
	}
	proto.LineDefined, proto.LastLineDefined = 0, 0
	return L.NewFunctionFromProto(proto), nil
}

func syntaxError(err error) error {
	return &lua.ApiError{Type: lua.ApiErrorSyntax, Object: lua.LString(strings.TrimSpace(err.Error())), Cause: err}
}

func fileError(op, path string, err error) error {
	var e *os.PathError
	if errors.As(err, &e) {
		err = e.Err
	}
	text := fmt.Sprintf("cannot %s %s: %v", op, path, err)
	return &lua.ApiError{Type: lua.ApiErrorFile, Object: lua.LString(text), Cause: err}
}

// installLoaders puts Load behind every way that a script has to a chunk.
func installLoaders(L *lua.LState) {
	for name, call := range map[string]lua.LGFunction{
		"load": load, "loadstring": loadString, "loadfile": loadFile, "dofile": doFile,
	} {
		L.SetGlobal(name, L.NewFunction(call))
	}
	if lib, ok := L.GetGlobal("package").(*lua.LTable); ok {
		if loaders, ok := lib.RawGetString("loaders").(*lua.LTable); ok {
			const luaLoader = 2
			loaders.RawSetInt(luaLoader, L.NewFunction(loadModule))
		}
	}
}

// loaded is what the load functions return.
func loaded(L *lua.LState, fn *lua.LFunction, err error) int {
	if err != nil {
		L.Push(lua.LNil)
		L.Push(ErrorValue(err))
		return 2
	}
	L.Push(fn)
	return 1
}

func load(L *lua.LState) int {
	piece := L.CheckFunction(1)
	name := L.OptString(2, "=(load)")
	var text bytes.Buffer
	for {
		L.Push(piece)
		if err := PCall(L, 0, 1, nil); err != nil {
			return loaded(L, nil, err)
		}
		v := L.Get(-1)
		L.Pop(1)
		if v == lua.LNil {
			break
		}
		if !lua.LVCanConvToString(v) {
			return loaded(L, nil, errors.New("reader function must return a string"))
		}
		if v.String() == "" {
			break
		}
		text.WriteString(v.String())
	}
	fn, err := Load(L, &text, chunkName(name))
	return loaded(L, fn, err)
}

func loadString(L *lua.LState) int {
	text := L.CheckString(1)
	fn, err := Load(L, strings.NewReader(text), chunkName(L.OptString(2, text)))
	return loaded(L, fn, err)
}

func loadFile(L *lua.LState) int {
	fn, err := openFile(L)
	return loaded(L, fn, err)
}

func doFile(L *lua.LState) int {
	fn, err := openFile(L)
	if err != nil {
		L.Error(ErrorValue(err), 0)
	}
	top := L.GetTop()
	L.Push(fn)
	L.Call(0, lua.MultRet)
	return L.GetTop() - top
}

// openFile loads the file of argument 1, standard input without one.
func openFile(L *lua.LState) (*lua.LFunction, error) {
	if L.Get(1) == lua.LNil {
		return LoadReader(L, os.Stdin, "stdin")
	}
	return LoadFile(L, L.CheckString(1))
}

// loadModule is require's loader for Lua files.
func loadModule(L *lua.LState) int {
	name := L.CheckString(1)
	lib, _ := L.GetGlobal("package").(*lua.LTable)
	if lib == nil {
		L.RaiseError("'package' is not a table")
	}
	path, ok := lib.RawGetString("path").(lua.LString)
	if !ok {
		L.RaiseError("'package.path' must be a string")
	}
	file := strings.ReplaceAll(name, ".", string(os.PathSeparator))
	var tried strings.Builder
	for template := range strings.SplitSeq(string(path), ";") {
		candidate := strings.ReplaceAll(template, "?", file)
		f, err := os.Open(candidate)
		if err != nil {
			fmt.Fprintf(&tried, "\n\tno file '%s'", candidate)
			continue
		}
		f.Close()
		fn, err := LoadFile(L, candidate)
		if err != nil {
			L.RaiseError("error loading module '%s' from file '%s':\n\t%s", name, candidate, ErrorValue(err).String())
		}
		L.Push(fn)
		return 1
	}
	L.Push(lua.LString(strings.TrimPrefix(tried.String(), "\n\t"))) // require puts it in
	return 1
}

// chunkName is a chunk's name as messages show it (luaO_chunkid): "=name" and
// "@name" stand for name, and any other is source text, shown by its beginning.
func chunkName(name string) string {
	const ( // with luaconf.h's LUA_IDSIZE
		maxName = 59
		maxFile = 52
		maxText = 43
	)
	if rest, ok := strings.CutPrefix(name, "="); ok {
		return rest[:min(len(rest), maxName)]
	}
	if rest, ok := strings.CutPrefix(name, "@"); ok {
		if len(rest) > maxFile {
			return "..." + rest[len(rest)-maxFile:]
		}
		return rest
	}
	text, _, _ := strings.Cut(name, "\n")
	text, _, _ = strings.Cut(text, "\r")
	if text = text[:min(len(text), maxText)]; len(text) < len(name) {
		text += "..."
	}
	return `[string "` + text + `"]`
}

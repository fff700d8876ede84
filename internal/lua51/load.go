package lua51

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/luac"
)

// Load compiles a chunk: the one way to a function from source. In messages it
// has the name given. The error is a *lua.ApiError. The LState's own methods
// (LoadString, DoFile …) go past it, to gopher-lua's compiler.
func Load(L *lua.LState, r io.Reader, name string) (*lua.LFunction, error) {
	return read(L, r, "="+name)
}

// LoadReader is Load for what could be a script for execve(2): a first line
// that begins with '#' is a comment.
func LoadReader(L *lua.LState, r io.Reader, name string) (*lua.LFunction, error) {
	return readScript(L, r, "="+name)
}

// LoadFile compiles a file, whose path is the chunk's name.
func LoadFile(L *lua.LState, path string) (*lua.LFunction, error) {
	// Not os.Open: it would set the poller up, which takes as long as an empty script.
	fd, err := syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, fileError("open", path, err)
	}
	f := os.NewFile(uintptr(fd), path)
	defer f.Close()
	fn, err := readScript(L, f, "@"+path)
	if pathErr := (*os.PathError)(nil); errors.As(err, &pathErr) {
		return nil, fileError("read", path, err)
	}
	return fn, err
}

func readScript(L *lua.LState, r io.Reader, name string) (*lua.LFunction, error) {
	b := bufio.NewReader(r)
	if first, err := b.Peek(1); err == nil && first[0] == '#' {
		if _, err := b.ReadString('\n'); err == nil {
			b.UnreadByte() // the newline keeps the lines' numbers
		}
	}
	return read(L, b, name)
}

func read(L *lua.LState, r io.Reader, name string) (*lua.LFunction, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return compile(L, string(text), name)
}

// compile makes a function of source text. The name says what it is by its
// first character: see shownName.
func compile(L *lua.LState, text, name string) (*lua.LFunction, error) {
	const ( // how long a name is shown, luaconf.h's LUA_IDSIZE and llex.c's MAXSRC
		whenRunning   = 60
		whenCompiling = 80
	)
	proto, err := luac.Compile(text, shownName(name, whenRunning), shownName(name, whenCompiling))
	if err != nil {
		return nil, &lua.ApiError{Type: lua.ApiErrorSyntax, Object: lua.LString(err.Error()), Cause: err}
	}
	complete(proto)
	return L.NewFunctionFromProto(proto), nil
}

// Incomplete tells whether a chunk is wrong only by its end, so that more text
// could make it right.
func Incomplete(err error) bool {
	if api, ok := err.(*lua.ApiError); ok {
		err = api.Cause
	}
	var e *luac.Error
	return errors.As(err, &e) && e.Incomplete
}

func fileError(op, path string, err error) error {
	var e *os.PathError
	if errors.As(err, &e) {
		err = e.Err
	}
	text := fmt.Sprintf("cannot %s %s: %s", op, path, strerror(err))
	return &lua.ApiError{Type: lua.ApiErrorFile, Object: lua.LString(text), Cause: err}
}

// installLoaders puts Load behind every way that a script has to a chunk.
func installLoaders(L *lua.LState) {
	for name, call := range map[string]lua.LGFunction{
		"load": load, "loadstring": loadString, "loadfile": loadFile, "dofile": doFile,
	} {
		L.SetGlobal(name, L.NewFunction(call))
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
	try := 1 << 16 // text of a reader without end is tried now and then
	var text strings.Builder
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
			return loaded(L, nil, errors.New(where(L, 1)+"reader function must return a string"))
		}
		if v.String() == "" {
			break
		}
		if text.WriteString(v.String()); text.Len() > try {
			try *= 2
			var wrong *luac.Error
			if fn, err := compile(L, text.String(), name); fn == nil && errors.As(err.(*lua.ApiError).Cause, &wrong) && wrong.Certain {
				return loaded(L, nil, err)
			}
		}
	}
	fn, err := compile(L, text.String(), name)
	return loaded(L, fn, err)
}

func loadString(L *lua.LState) int {
	text := L.CheckString(1)
	fn, err := compile(L, text, L.OptString(2, text))
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

// shownName is a chunk's name as messages show it in some bytes, with C's zero
// byte among them (luaO_chunkid): "=name" and "@name" stand for name, and any
// other is source text, shown by its beginning.
func shownName(name string, size int) string {
	name, _, _ = strings.Cut(name, "\x00")
	if rest, ok := strings.CutPrefix(name, "="); ok {
		return rest[:min(len(rest), size-1)]
	}
	if rest, ok := strings.CutPrefix(name, "@"); ok {
		if most := size - 8; len(rest) > most {
			return "..." + rest[len(rest)-most:]
		}
		return rest
	}
	text := name
	if end := strings.IndexAny(name, "\r\n"); end >= 0 {
		text = name[:end]
	}
	if text = text[:min(len(text), size-17)]; len(text) < len(name) {
		text += "..."
	}
	return `[string "` + text + `"]`
}

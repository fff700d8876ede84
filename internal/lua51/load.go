package lua51

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

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
	f, err := systemOf(L).Source(path)
	if err != nil {
		return nil, fileError("open", path, err)
	}
	defer f.Close()
	return readScript(L, f, "@"+path)
}

func readScript(L *lua.LState, r io.Reader, name string) (*lua.LFunction, error) {
	b := bufio.NewReader(r)
	if first, err := b.Peek(1); err == nil && first[0] == '#' {
		if _, err := b.ReadString('\n'); err == nil {
			b.UnreadByte() // the newline keeps the lines' numbers
		}
	}
	fn, err := read(L, b, name)
	if unread := (*os.PathError)(nil); errors.As(err, &unread) {
		return nil, fileError("read", name[1:], err)
	}
	return fn, err
}

func read(L *lua.LState, r io.Reader, name string) (*lua.LFunction, error) {
	buffer := make([]byte, 1<<14)
	return compilePieces(L, name, func() (string, error) {
		n, err := r.Read(buffer)
		for n == 0 && err == nil {
			n, err = r.Read(buffer)
		}
		if err == io.EOF {
			err = nil
		}
		return string(buffer[:n]), err
	})
}

// compilePieces compiles a text whose pieces come one by one, until one is
// empty. The beginning is tried now and then, each time that there are twice as
// many: what is wrong there needs no end.
func compilePieces(L *lua.LState, name string, next func() (string, error)) (*lua.LFunction, error) {
	const most = 1 << 28
	var text strings.Builder
	for pieces, try := 1, 2; ; pieces++ {
		piece, err := next()
		if err != nil {
			return nil, err
		}
		if piece == "" {
			return compile(L, text.String(), name)
		}
		text.WriteString(piece)
		if text.Len() > most {
			return nil, errors.New("not enough memory")
		}
		if pieces < try {
			continue
		}
		try *= 2
		if _, err := compile(L, text.String(), name); err != nil && !canChange(err) {
			return nil, err
		}
	}
}

// compile makes a function of source text, whose name is one for luac.Compile.
func compile(L *lua.LState, text, name string) (*lua.LFunction, error) {
	proto, err := systemOf(L).Compile(text, name)
	if err != nil {
		return nil, &lua.ApiError{Type: lua.ApiErrorSyntax, Object: lua.LString(err.Error()), Cause: err}
	}
	return L.NewFunctionFromProto(proto), nil
}

// Incomplete tells whether a chunk is wrong only by its end, so that more text
// could make it right.
func Incomplete(err error) bool {
	e := sourceError(err)
	return e != nil && e.Incomplete
}

// canChange tells whether more text could give another error or none.
func canChange(err error) bool {
	e := sourceError(err)
	return e != nil && !e.Certain
}

func sourceError(err error) *luac.Error {
	if api, ok := err.(*lua.ApiError); ok {
		err = api.Cause
	}
	e, _ := err.(*luac.Error)
	return e
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
	fill(L, L.G.Global, named{"load", load}, named{"loadstring", loadString}, named{"loadfile", loadFile}, named{"dofile", doFile})
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
	reader := L.CheckFunction(1)
	name := L.OptString(2, "=(load)")
	fn, err := compilePieces(L, name, func() (string, error) {
		L.Push(reader)
		if err := PCall(L, 0, 1, nil); err != nil {
			return "", err
		}
		piece := L.Get(-1)
		L.Pop(1)
		if piece != lua.LNil && !lua.LVCanConvToString(piece) {
			return "", errors.New(where(L, 1) + "reader function must return a string")
		}
		return lua.LVAsString(piece), nil
	})
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
		return LoadReader(L, systemOf(L).Stdin(), "stdin")
	}
	return LoadFile(L, L.CheckString(1))
}

package lua51

import (
	"bytes"
	"errors"
	"io"
	"sync"
	"syscall"

	lua "github.com/yuin/gopher-lua"
)

// Output is what print, io.write and io.stdout write to. It puts whole lines
// out, each call's in one write, so that lines of several processes never mix;
// what follows the last newline waits for the rest of its line, for a read of
// standard input, for a flush or for the end.
type Output struct {
	mu      sync.Mutex
	w       io.Writer
	errors  io.Writer
	pending []byte
	direct  bool // setvbuf "no"
}

// NewOutput makes an Output over standard output and standard error.
func NewOutput(stdout, stderr io.Writer) *Output { return &Output{w: stdout, errors: stderr} }

// Write takes text and puts out the lines that are whole.
func (o *Output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.pending = append(o.pending, p...)
	return len(p), o.putLines()
}

// Flush puts out what waits.
func (o *Output) Flush() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.put(len(o.pending))
}

func (o *Output) putLines() error {
	n := len(o.pending)
	if !o.direct {
		n = bytes.LastIndexByte(o.pending, '\n') + 1
	}
	return o.put(n)
}

func (o *Output) put(n int) error {
	if n == 0 {
		return nil
	}
	_, err := o.w.Write(o.pending[:n])
	o.pending = append(o.pending[:0], o.pending[n:]...)
	return err
}

// Install makes a state's print, io.write and methods of io.stdout use the
// Output, and reads of standard input flush it. io.stderr:write becomes one
// write a call.
func (o *Output) Install(L *lua.LState) {
	L.SetGlobal("print", L.NewFunction(o.print))
	lib, ok := L.GetGlobal("io").(*lua.LTable)
	if !ok {
		return
	}
	stdout, stderr := lib.RawGetString("stdout"), lib.RawGetString("stderr")
	// io's functions share a table of the default files in their first upvalue.
	defaults := lib.RawGetString("write").(*lua.LFunction).Upvalues[0].Value().(*lua.LTable)
	const defaultOutput = 1
	isDefault := func(*lua.LState) bool { return defaults.RawGetInt(defaultOutput) == stdout }
	isStdout := func(L *lua.LState) bool { return L.Get(1) == stdout }

	hook(lib, "write", isDefault, func(L *lua.LState) int { return o.write(L, 1, o) })
	hook(lib, "flush", isDefault, o.flush)
	methods, ok := L.GetTypeMetatable("FILE*").(*lua.LTable)
	if !ok {
		return
	}
	hook(methods, "write", isStdout, func(L *lua.LState) int { return o.write(L, 2, o) })
	hook(methods, "flush", isStdout, o.flush)
	hook(methods, "setvbuf", isStdout, o.setvbuf)
	hook(methods, "write", func(L *lua.LState) bool { return L.Get(1) == stderr },
		func(L *lua.LState) int { return o.write(L, 2, o.errors) })
	for _, t := range [...]*lua.LTable{lib, methods} {
		for _, name := range [...]string{"read", "lines", "close"} {
			hook(t, name, func(*lua.LState) bool { o.Flush(); return false }, nil)
		}
	}
}

func (o *Output) print(L *lua.LState) int {
	var line []byte
	for i := 1; i <= L.GetTop(); i++ {
		if i > 1 {
			line = append(line, '\t')
		}
		line = append(line, checkedText(L, L.Get(i), "print")...)
	}
	o.Write(append(line, '\n'))
	return 0
}

// write is file:write of the arguments from first on, to w in one go.
func (o *Output) write(L *lua.LState, first int, w io.Writer) int {
	var text []byte
	for i := first; i <= L.GetTop(); i++ {
		L.CheckTypes(i, lua.LTNumber, lua.LTString)
		text = append(text, lua.LVAsString(L.Get(i))...)
	}
	_, err := w.Write(text)
	return answer(L, err)
}

func (o *Output) flush(L *lua.LState) int { return answer(L, o.Flush()) }

func (o *Output) setvbuf(L *lua.LState) int {
	o.mu.Lock()
	o.direct = L.CheckString(2) == "no"
	err := o.putLines()
	o.mu.Unlock()
	return answer(L, err)
}

// hook puts call in front of a library function for the calls that mine
// claims. It shares the original's upvalues, which a Go function finds through
// the frame that is running.
func hook(t *lua.LTable, name string, mine func(*lua.LState) bool, call lua.LGFunction) {
	original := t.RawGetString(name).(*lua.LFunction)
	t.RawSetString(name, &lua.LFunction{
		IsG: true, Env: original.Env, Upvalues: original.Upvalues,
		GFunction: func(L *lua.LState) int {
			if mine(L) {
				return call(L)
			}
			return original.GFunction(L)
		},
	})
}

// answer is what Lua's file functions return.
func answer(L *lua.LState, err error) int {
	if err == nil {
		L.Push(lua.LTrue)
		return 1
	}
	L.Push(lua.LNil)
	L.Push(lua.LString(err.Error()))
	L.Push(lua.LNumber(errorNumber(err)))
	return 3
}

func errorNumber(err error) int {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return int(errno)
	}
	return int(syscall.EIO)
}

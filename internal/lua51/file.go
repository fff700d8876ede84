package lua51

import (
	"fmt"
	"io"
	"syscall"

	lua "github.com/yuin/gopher-lua"
)

// A file is what the userdata of a file handle holds.
type file struct {
	*stream
	lib      *ioLibrary
	standard bool // it cannot be closed
}

// fileOf is the file of a handle, nil for other values.
func fileOf(v lua.LValue) *file {
	if u, ok := v.(*lua.LUserData); ok {
		if f, ok := u.Value.(*file); ok {
			return f
		}
	}
	return nil
}

// fileArgument is the file that argument 1 must be (luaL_checkudata).
func fileArgument(L *lua.LState) *file {
	f := fileOf(L.Get(1))
	if f == nil {
		L.ArgError(1, fmt.Sprintf("%s expected, got %s", fileClass, L.Get(1).Type()))
	}
	return f
}

// openFileArgument is the same for a file that must be open.
func openFileArgument(L *lua.LState) *file {
	f := fileArgument(L)
	if f.device == nil {
		L.RaiseError("attempt to use a closed file")
	}
	return f
}

func fileToString(L *lua.LState) int {
	text := "file (closed)"
	if f := fileArgument(L); f.device != nil {
		text = fmt.Sprintf("file (%#x)", systemOf(L).Address(L.Get(1)))
	}
	L.Push(lua.LString(text))
	return 1
}

func fileClose(L *lua.LState) int {
	f := openFileArgument(L)
	if f.standard {
		L.Push(lua.LNil)
		L.Push(lua.LString("cannot close standard file"))
		return 2
	}
	return answer(L, f.lib.closeStream(f.stream))
}

// fileCollect is __gc, for scripts that call it.
func fileCollect(L *lua.LState) int {
	if f := fileArgument(L); !f.standard {
		f.lib.closeStream(f.stream)
	}
	return 0
}

func fileFlush(L *lua.LState) int { return openFileArgument(L).flushed(L) }

func (f *file) flushed(L *lua.LState) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return answer(L, f.flush())
}

func fileSeek(L *lua.LState) int {
	f := openFileArgument(L)
	whence := map[string]int{"set": io.SeekStart, "cur": io.SeekCurrent, "end": io.SeekEnd}[optionArgument(L, 2, "cur", "set", "end")]
	f.mu.Lock()
	defer f.mu.Unlock()
	at, err := f.seek(optional(L, 3, integerArgument, 0), whence)
	if err != nil {
		return answer(L, err)
	}
	L.Push(lua.LNumber(at))
	return 1
}

func fileSetvbuf(L *lua.LState) int {
	f := openFileArgument(L)
	buffering := optionArgument(L, 2, "", "no", "full", "line")
	optional(L, 3, integerArgument, 0) // C's library has its own size
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.stream == f.lib.stdout.stream && f.lib.print != nil {
		return answer(L, f.lib.print.setDirect(buffering == "no"))
	}
	f.buffering = buffering
	return answer(L, f.written())
}

func fileWrite(L *lua.LState) int { return openFileArgument(L).write(L, 2) }

// write writes the arguments from first on.
func (f *file) write(L *lua.LState, first int) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	var err error
	for i := first; i <= L.GetTop(); i++ {
		s, ok := text(L.Get(i))
		if !ok {
			f.written()
			L.TypeError(i, lua.LTString)
		}
		if err == nil {
			err = f.writeString(s)
		}
	}
	if e := f.written(); err == nil {
		err = e
	}
	return answer(L, err)
}

func fileRead(L *lua.LState) int { return openFileArgument(L).read(L, 2) }

// read reads what the arguments from first on say, a line without any. It stops
// at what is not there, and gives nil for it.
func (f *file) read(L *lua.LState, first int) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.eof = false
	last := L.GetTop()
	if last < first {
		line, err := f.readLine()
		return f.gives(L, last, lua.LString(line), err)
	}
	for i := first; i <= last; i++ {
		v, err := f.readFormat(L, i)
		if n := f.gives(L, last, v, err); err != nil {
			return n
		}
	}
	return L.GetTop() - last
}

// gives puts a value that was read behind those before it and counts them all,
// or has nil or an error instead. The stack holds last values that are none.
func (f *file) gives(L *lua.LState, last int, v lua.LValue, err error) int {
	switch err {
	case nil:
		L.Push(v)
	case io.EOF:
		L.Push(lua.LNil)
	default:
		mustGoOn(L, err)
		return answer(L, err)
	}
	return L.GetTop() - last
}

// mustGoOn raises the errors of reading that end a script.
func mustGoOn(L *lua.LState, err error) {
	switch err {
	case errTooLong:
		L.Error(lua.LString(err.Error()), 0)
	case syscall.EINTR: // os.File hides it: the device was made for being interrupted
		L.RaiseError("interrupted!")
	}
}

// readFormat reads what argument i says.
func (f *file) readFormat(L *lua.LState, i int) (lua.LValue, error) {
	var s string
	var err error
	switch format := L.Get(i).(type) {
	case lua.LNumber:
		if n := uint64(toInteger(float64(format))); n > 0 {
			s, err = f.readBytes(n)
		} else {
			err = f.fill()
		}
	case lua.LString:
		if format == "" || format[0] != '*' {
			L.ArgError(i, "invalid option")
		}
		switch string(format + "\x00")[1] {
		case 'n':
			x, ok, err := f.readNumber()
			if !ok && err == nil {
				err = io.EOF
			}
			return lua.LNumber(x), err
		case 'l':
			s, err = f.readLine()
		case 'a':
			s, err = f.readAll()
		default:
			L.ArgError(i, "invalid format")
		}
	default:
		L.ArgError(i, "invalid option")
	}
	return lua.LString(s), err
}

func fileLines(L *lua.LState) int {
	openFileArgument(L)
	L.Push(L.NewClosure(nextLine, L.Get(1), lua.LFalse))
	return 1
}

// nextLine is the iterator of lines: its upvalues are the handle and whether to
// close it at the end.
func nextLine(L *lua.LState) int {
	f := L.Get(lua.UpvalueIndex(1)).(*lua.LUserData).Value.(*file)
	if f.device == nil {
		L.RaiseError("file is already closed")
	}
	f.mu.Lock()
	line, err := f.readLine()
	f.mu.Unlock()
	switch err {
	case nil:
		L.Push(lua.LString(line))
		return 1
	case io.EOF:
		if L.ToBool(lua.UpvalueIndex(2)) {
			f.lib.closeStream(f.stream)
		}
	default:
		mustGoOn(L, err)
		L.RaiseError("%s", strerror(err))
	}
	return 0
}

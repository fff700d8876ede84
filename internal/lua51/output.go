package lua51

import (
	"bytes"
	"io"
	"sync"
	"syscall"

	lua "github.com/yuin/gopher-lua"
)

// Output is what print, io.write and io.stdout write to. It puts whole lines
// out, each call's in one write, so that lines of several processes never mix;
// what follows the last newline waits for the rest of its line, for a read of
// standard input, for another program, for a flush or for the end.
type Output struct {
	mu      sync.Mutex
	w       io.Writer
	errors  io.Writer
	pending []byte
	direct  bool         // setvbuf "no"
	files   []*ioLibrary // of the states that use it
}

// NewOutput makes an Output over standard output and standard error.
func NewOutput(stdout, stderr io.Writer) *Output { return &Output{w: stdout, errors: stderr} }

// Write takes text and puts out the lines that are whole.
func (o *Output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.pending = append(o.pending, p...)
	return len(p), o.putLines(len(p))
}

// WriteString does the same.
func (o *Output) WriteString(text string) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.pending = append(o.pending, text...)
	return len(text), o.putLines(len(text))
}

// Flush puts out what waits, also to files that the script has left open.
func (o *Output) Flush() error {
	for _, l := range o.files {
		l.flush()
	}
	return o.flushText()
}

func (o *Output) flushText() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.put(len(o.pending))
}

// setDirect says whether text waits for the rest of its line.
func (o *Output) setDirect(direct bool) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.direct = direct
	return o.putLines(0)
}

// longestLine is how long a line may be that waits for its end.
const longestLine = 1 << 20

// putLines puts out the lines that are whole; before the last fresh bytes there is
// none.
func (o *Output) putLines(fresh int) error {
	n := len(o.pending)
	if !o.direct && n <= longestLine {
		known := n - fresh
		if n = bytes.LastIndexByte(o.pending[known:], '\n') + 1; n > 0 {
			n += known
		}
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

// Install makes a state's print and its standard files use the Output; reads of
// standard input flush it. io.stderr:write is one write a call.
func (o *Output) Install(L *lua.LState) {
	tostring := L.GetGlobal("tostring")
	L.SetGlobal("print", L.NewFunction(func(L *lua.LState) int { return o.print(L, tostring) }))
	if l := ioOf(L); l != nil {
		l.print = o
		l.stdout.device, l.stderr.device = outputDevice{o}, writerDevice{o.errors}
		o.files = append(o.files, l)
		libraries := librariesOf(L)
		libraries.resets = append(libraries.resets, o.reset)
	}
}

// reset forgets what waits.
func (o *Output) reset() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.pending, o.direct = o.pending[:0], false
}

// print calls the script's tostring if it is another than the library's.
func (o *Output) print(L *lua.LState, library lua.LValue) int {
	tostring := L.GetGlobal("tostring")
	var line []byte
	for i := 1; i <= L.GetTop(); i++ {
		if i > 1 {
			line = append(line, '\t')
		}
		v := L.Get(i)
		if tostring == library {
			v = toText(L, v)
		} else {
			L.Push(tostring)
			L.Push(v)
			L.Call(1, 1)
			v = internals(L).pop()
		}
		shown, ok := text(v)
		if !ok {
			L.RaiseError("'tostring' must return a string to 'print'")
		}
		line = append(line, shown...)
	}
	o.Write(append(line, '\n'))
	return 0
}

// outputDevice is the device of io.stdout.
type outputDevice struct{ *Output }

// Flush puts out standard output alone.
func (d outputDevice) Flush() error { return d.flushText() }

func (d outputDevice) Read(p []byte) (int, error) { return writerDevice{d.w}.Read(p) }
func (d outputDevice) Close() error               { return nil }

func (d outputDevice) Seek(offset int64, whence int) (int64, error) {
	return writerDevice{d.w}.Seek(offset, whence)
}

// writerDevice makes a device of what can be written to.
type writerDevice struct{ io.Writer }

func (d writerDevice) Read([]byte) (int, error) { return 0, syscall.EBADF }
func (d writerDevice) Close() error             { return nil }

func (d writerDevice) Seek(offset int64, whence int) (int64, error) {
	if s, ok := d.Writer.(io.Seeker); ok {
		return s.Seek(offset, whence)
	}
	return 0, syscall.ESPIPE
}

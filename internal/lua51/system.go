package lua51

import (
	"io"
	"math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"syscall"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/luac"
)

// System is what the libraries take from outside the state: with another one
// than Host a script sees a world that is made for it.
type System interface {
	Now() time.Time               // os.time, os.date
	CPUTime() time.Duration       // os.clock
	Random(seed uint64) *rand.PCG // math.random after math.randomseed; seed 0 without
	Address(v lua.LValue) uintptr // what tostring shows of a table, a function and so on
	Memory() uint64               // what collectgarbage counts, in bytes
	Collect()                     // a cycle of the collector
	Stdin() Device                // what io.stdin reads
	Open(path string, flags int) (Device, error)
	Source(path string) (io.ReadCloser, error) // a file to be compiled
	Remove(path string) error
	Rename(from, to string) error
	Temporary() (path string, file Device, err error) // a new file
	Commands() error                                  // why no other programs can be run; nil: they can

	// Compile is luac.Compile. What it gives may be shared with other states.
	Compile(text, name string) (*lua.FunctionProto, error)
}

// Device is an *os.File, or what is like one.
type Device interface {
	io.ReadWriteCloser
	io.Seeker
}

// Host is the system that the process runs on.
type Host struct{}

func (Host) Now() time.Time               { return time.Now() }
func (Host) CPUTime() time.Duration       { return cpuTime() }
func (Host) Random(seed uint64) *rand.PCG { return rand.NewPCG(seed, 1) }
func (Host) Address(v lua.LValue) uintptr { return reflect.ValueOf(v).Pointer() }
func (Host) Collect()                     { runtime.GC() }
func (Host) Stdin() Device                { return os.Stdin }
func (Host) Remove(path string) error     { return os.Remove(path) }
func (Host) Commands() error              { return nil }

// Memory stops the world for some microseconds. runtime/metrics does not, but
// misses what was allocated last.
func (Host) Memory() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func (Host) Open(path string, flags int) (Device, error) {
	f, err := os.OpenFile(path, flags, 0o666)
	if err != nil {
		return nil, err // and no Device of a nil pointer
	}
	return f, nil
}

// Source does not use os.Open, which would set the poller up: it takes as long as
// an empty script.
func (Host) Source(path string) (io.ReadCloser, error) {
	fd, err := syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), path), nil
}

// Rename is rename(2); os.Rename refuses some directories by itself.
func (Host) Rename(from, to string) error { return syscall.Rename(from, to) }

func (Host) Temporary() (string, Device, error) {
	f, err := os.CreateTemp("", "lua_")
	if err != nil {
		return "", nil, err
	}
	return f.Name(), f, nil
}

func (Host) Compile(text, name string) (*lua.FunctionProto, error) { return Compile(text, name) }

// Compile makes a prototype of source text, whose name is one for luac.Compile.
func Compile(text, name string) (*lua.FunctionProto, error) {
	proto, err := luac.Compile(text, name)
	if err != nil {
		return nil, err
	}
	complete(proto)
	return proto, nil
}

// libraries is what the libraries of a state have in common.
type libraries struct {
	system System
	resets []func() // each brings something back that is kept in Go

	installed bool     // the state's libraries are those of this package
	exposed   []func() // see WhenExposed
}

const librariesKey = "lua51.libraries"

// librariesOf are those of a state; one without repairs has the host's.
func librariesOf(L *lua.LState) *libraries {
	if u, ok := L.G.Registry.RawGetString(librariesKey).(*lua.LUserData); ok {
		if l, ok := u.Value.(*libraries); ok {
			return l
		}
	}
	l := &libraries{system: Host{}}
	L.G.Registry.RawSetString(librariesKey, &lua.LUserData{Value: l, Env: L.Env, Metatable: lua.LNil})
	return l
}

// isInstalled tells whether NewState has opened a state.
func isInstalled(L *lua.LState) bool {
	u, ok := L.G.Registry.RawGetString(librariesKey).(*lua.LUserData)
	if !ok {
		return false
	}
	l, ok := u.Value.(*libraries)
	return ok && l.installed
}

func systemOf(L *lua.LState) System { return librariesOf(L).system }

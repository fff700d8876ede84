package check

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"syscall"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/internal/sim"
)

// system is what a simulated process sees of the machine: the same in every run
// of the same schedule.
type system struct {
	*state
	addresses map[lua.LValue]uintptr
}

func newSystem(s *state) *system {
	return &system{state: s, addresses: map[lua.LValue]uintptr{}}
}

// Now is virtual; every run begins at sim.Epoch, and everywhere in UTC.
func (s *system) Now() time.Time { return time.Unix(sim.Epoch, 0).UTC().Add(s.run.now()) }

// CPUTime is the time since the run began.
func (s *system) CPUTime() time.Duration { return s.run.now() }

// Random gives each process numbers of its own.
func (s *system) Random(seed uint64) *rand.PCG {
	return rand.NewPCG(s.run.script.Seed^seed, uint64(s.process.Number))
}

// Address numbers what is printed in the order in which the process does that.
func (s *system) Address(v lua.LValue) uintptr {
	const first, step = 0x10000, 0x40
	n, known := s.addresses[v]
	if !known {
		n = first + uintptr(len(s.addresses))*step
		s.addresses[v] = n
	}
	return n
}

// Memory is always the same.
func (s *system) Memory() uint64 { return 1 << 16 }

func (s *system) Collect() {}

// Stdin is one for all processes of a run, as a child's is its parent's.
func (s *system) Stdin() lua51.Device { return input{s.state} }

// Open opens files of the host for reading. What is written is the run's own.
func (s *system) Open(path string, flags int) (lua51.Device, error) {
	f := &s.run.files
	s.note(path, flags&(os.O_WRONLY|os.O_RDWR|os.O_CREATE) != 0)
	if f.disk != nil || f.has(path) || flags&(os.O_WRONLY|os.O_RDWR|os.O_CREATE) != 0 {
		h, err := f.open(path, flags)
		if err != nil {
			return nil, err
		}
		return h, nil
	}
	return lua51.Host{}.Open(path, flags)
}

// Source reads files of the host once for all runs.
func (s *system) Source(path string) (io.ReadCloser, error) {
	f := &s.run.files
	s.note(path, false)
	if f.has(path) {
		return f.open(path, os.O_RDONLY)
	}
	if f.disk != nil {
		text, err := f.disk.read(path)
		return io.NopCloser(bytes.NewReader(text)), err
	}
	text, err := s.run.script.chunks.read(path)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(text)), nil
}

func (s *system) Remove(path string) error {
	s.note(path, true)
	return s.run.files.remove(path)
}

func (s *system) Rename(from, to string) error {
	s.note(from, true)
	s.note(to, true)
	return s.run.files.rename(from, to)
}

func (s *system) Temporary() (string, lua51.Device, error) {
	path, h, err := s.run.files.temporary()
	if err != nil {
		return "", nil, err
	}
	return path, h, nil
}

func (s *system) Commands() error {
	if s.run.script.Stage != nil {
		return errors.New("ipclua lab: no other programs can be run here")
	}
	return errors.New("ipclua check: a script that is checked cannot run other programs")
}

func (s *system) Compile(text, name string) (*lua.FunctionProto, error) {
	return s.run.script.chunks.compile(text, name)
}

// input is standard input.
type input struct{ *state }

func (i input) Read(p []byte) (int, error) {
	r := i.run
	i.note("standard input", true)
	text := r.states.watch.unwatched(r.script.Stdin)
	n := copy(p, text[r.read:])
	r.read += n
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

func (input) Write([]byte) (int, error)      { return 0, syscall.EBADF }
func (input) Seek(int64, int) (int64, error) { return 0, syscall.ESPIPE }
func (input) Close() error                   { return nil }

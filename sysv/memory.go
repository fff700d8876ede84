package sysv

import "encoding/binary"

// Memory is an attached segment. It outlives the segment's removal and is
// usable until [Kernel.Shmdt]; after that, out of its bounds, or for a write
// when it is attached read-only, an access is an *Error and touches nothing.
//
// Like any memory it may be used by several goroutines, but not while another
// detaches it.
type Memory struct {
	data     []byte // nil once detached
	watch    Watcher
	wrote    WriteWatcher // the watcher, if it is one
	id       int
	addr     uintptr
	size     int
	readOnly bool
}

// Access is what is about to be done to a range of bytes.
type Access uint8

// The kinds of access. Atomic reads and writes in one step.
const (
	Read Access = iota
	Write
	Atomic
)

// Watcher sees each access to a memory before it happens, and may make it
// wait: the simulated kernel schedules there, the tracer records.
type Watcher interface {
	Touch(m *Memory, offset, length int, access Access)
}

// WriteWatcher is a watcher that also asks what was written: it is told after each
// write, of up to 8 bytes by their bits. It does not keep the bytes.
type WriteWatcher interface {
	Watcher
	Wrote(m *Memory, offset, width int, bits uint64)
	WroteBytes(m *Memory, offset int, b []byte)
}

// NewMemory is for those who implement Kernel: data are the segment's bytes,
// addr is what shmat(2) returned.
func NewMemory(id int, addr uintptr, data []byte, readOnly bool) *Memory {
	return &Memory{data: data, id: id, addr: addr, size: len(data), readOnly: readOnly}
}

// Watch sets the watcher, nil for none.
func (m *Memory) Watch(w Watcher) {
	m.watch = w
	m.wrote, _ = w.(WriteWatcher)
}

// IsWatched tells whether there is a watcher.
func (m *Memory) IsWatched() bool { return m.watch != nil }

// Detached makes every further access an error. It is for those who implement
// Kernel; it does not unmap.
func (m *Memory) Detached() { m.data = nil }

// ID is the segment's.
func (m *Memory) ID() int { return m.id }

// Address is where the segment is mapped.
func (m *Memory) Address() uintptr { return m.addr }

// Size is the segment's, in bytes, as the kernel knows it.
func (m *Memory) Size() int { return m.size }

// ReadOnly tells of SHM_RDONLY.
func (m *Memory) ReadOnly() bool { return m.readOnly }

// IsAttached tells whether Shmdt is still to come.
func (m *Memory) IsAttached() bool { return m.data != nil }

// Readable gives the bytes [offset, offset+length) to read from, at once: the
// slice must not be kept.
func (m *Memory) Readable(offset, length int) ([]byte, error) {
	if uint(offset) > uint(len(m.data)) || uint(length) > uint(len(m.data)-offset) || m.data == nil {
		return nil, m.refuse("read")
	}
	if m.watch != nil {
		m.watch.Touch(m, offset, length, Read)
	}
	return m.data[offset : offset+length : offset+length], nil
}

// Writable gives the bytes [offset, offset+length) to write to, at once: the
// slice must not be kept.
func (m *Memory) Writable(offset, length int) ([]byte, error) {
	if uint(offset) > uint(len(m.data)) || uint(length) > uint(len(m.data)-offset) || m.data == nil {
		return nil, m.refuse("write")
	}
	if m.readOnly {
		return nil, m.refuseWrite()
	}
	if m.watch != nil {
		m.watch.Touch(m, offset, length, Write)
	}
	return m.data[offset : offset+length : offset+length], nil
}

// Wrote tells the watcher that a slice that [Memory.Writable] gave has been written
// to. What was written is read back from there.
func (m *Memory) Wrote(offset int, b []byte) {
	if m.wrote == nil {
		return
	}
	if len(b) > 8 {
		m.wrote.WroteBytes(m, offset, b)
		return
	}
	var whole [8]byte
	copy(whole[:], b)
	m.wrote.Wrote(m, offset, len(b), binary.NativeEndian.Uint64(whole[:]))
}

// Peek gives the bytes of a range within the bounds for a look that no watcher
// sees; nil once detached.
func (m *Memory) Peek(offset, length int) []byte {
	if m.data == nil {
		return nil
	}
	return m.data[offset : offset+length : offset+length]
}

// Move copies length bytes within the memory; the ranges may overlap.
func (m *Memory) Move(to, from, length int) error {
	src, err := m.Readable(from, length)
	if err != nil {
		return err
	}
	dst, err := m.Writable(to, length)
	if err != nil {
		return err
	}
	copy(dst, src)
	m.Wrote(to, dst)
	return nil
}

func (m *Memory) refuse(op string) error {
	if m.data == nil {
		return &Error{Op: op, Object: m.id, Errno: EINVAL, Why: "the segment is detached"}
	}
	return &Error{Op: op, Object: m.id, Errno: EFAULT, Why: "outside the segment's bounds"}
}

func (m *Memory) refuseWrite() error {
	return &Error{Op: "write", Object: m.id, Errno: EACCES, Why: "the segment is attached read-only"}
}

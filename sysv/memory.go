package sysv

import (
	"encoding/binary"
	"sync/atomic"
	"unsafe"
)

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

// WriteWatcher is a watcher that also asks what was written: it is told after the
// write of a number of 1, 2, 4 or 8 bytes, with its bits.
type WriteWatcher interface {
	Watcher
	Wrote(m *Memory, offset, width int, bits uint64)
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

// Wrote tells the watcher of a number that has been written to a slice that
// [Memory.Writable] gave. The bits are read back from there.
func (m *Memory) Wrote(offset int, b []byte) {
	if m.wrote == nil || len(b) > 8 {
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
	return nil
}

// Add32 adds atomically to the aligned 32-bit cell at offset and returns what was there.
func (m *Memory) Add32(offset int, n uint32) (old uint32, err error) {
	p, err := m.cell(offset, 4)
	if err != nil {
		return 0, err
	}
	sum := atomic.AddUint32((*uint32)(p), n)
	m.changed(offset, 4, uint64(sum))
	return sum - n, nil
}

// Add64 is Add32 for a 64-bit cell.
func (m *Memory) Add64(offset int, n uint64) (old uint64, err error) {
	p, err := m.cell(offset, 8)
	if err != nil {
		return 0, err
	}
	sum := atomic.AddUint64((*uint64)(p), n)
	m.changed(offset, 8, sum)
	return sum - n, nil
}

// Swap32 stores atomically into the aligned 32-bit cell at offset and returns what was there.
func (m *Memory) Swap32(offset int, n uint32) (old uint32, err error) {
	p, err := m.cell(offset, 4)
	if err != nil {
		return 0, err
	}
	old = atomic.SwapUint32((*uint32)(p), n)
	m.changed(offset, 4, uint64(n))
	return old, nil
}

// Swap64 is Swap32 for a 64-bit cell.
func (m *Memory) Swap64(offset int, n uint64) (old uint64, err error) {
	p, err := m.cell(offset, 8)
	if err != nil {
		return 0, err
	}
	old = atomic.SwapUint64((*uint64)(p), n)
	m.changed(offset, 8, n)
	return old, nil
}

// CompareSwap32 stores desired into the aligned 32-bit cell at offset if it
// holds expected, atomically, and returns what was there.
func (m *Memory) CompareSwap32(offset int, expected, desired uint32) (old uint32, err error) {
	p, err := m.cell(offset, 4)
	if err != nil {
		return 0, err
	}
	for {
		if atomic.CompareAndSwapUint32((*uint32)(p), expected, desired) {
			m.changed(offset, 4, uint64(desired))
			return expected, nil
		}
		if old = atomic.LoadUint32((*uint32)(p)); old != expected {
			m.changed(offset, 4, uint64(old))
			return old, nil
		}
	}
}

// CompareSwap64 is CompareSwap32 for a 64-bit cell.
func (m *Memory) CompareSwap64(offset int, expected, desired uint64) (old uint64, err error) {
	p, err := m.cell(offset, 8)
	if err != nil {
		return 0, err
	}
	for {
		if atomic.CompareAndSwapUint64((*uint64)(p), expected, desired) {
			m.changed(offset, 8, desired)
			return expected, nil
		}
		if old = atomic.LoadUint64((*uint64)(p)); old != expected {
			m.changed(offset, 8, old)
			return old, nil
		}
	}
}

// changed tells the watcher what a cell holds after an atomic operation.
func (m *Memory) changed(offset, width int, bits uint64) {
	if m.wrote != nil {
		m.wrote.Wrote(m, offset, width, bits)
	}
}

// cell gives a pointer to an aligned cell for an atomic operation.
func (m *Memory) cell(offset, width int) (unsafe.Pointer, error) {
	if uint(offset) > uint(len(m.data)) || uint(width) > uint(len(m.data)-offset) || m.data == nil {
		return nil, m.refuse("write")
	}
	if m.readOnly {
		return nil, m.refuseWrite()
	}
	p := unsafe.Pointer(&m.data[offset])
	if uintptr(p)%uintptr(width) != 0 {
		return nil, &Error{Op: "write", Object: m.id, Errno: EINVAL, Why: "an atomic operation needs an aligned cell"}
	}
	if m.watch != nil {
		m.watch.Touch(m, offset, width, Atomic)
	}
	return p, nil
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

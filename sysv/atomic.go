package sysv

import (
	"sync/atomic"
	"unsafe"
)

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

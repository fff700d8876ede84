package sysv

import (
	"errors"
	"math"
	"testing"
	"unsafe"
)

// newMemory gives a memory whose first byte is aligned.
func newMemory(size int, readOnly bool) *Memory {
	cells := make([]uint64, (size+7)/8)
	return NewMemory(3, 0x1000, unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(cells))), size), readOnly)
}

func TestMemoryBounds(t *testing.T) {
	m := newMemory(100, false)
	for _, tc := range []struct {
		offset, length int
		ok             bool
	}{
		{0, 100, true}, {99, 1, true}, {100, 0, true}, {0, 0, true},
		{100, 1, false}, {99, 2, false}, {101, 0, false}, {-1, 1, false}, {0, -1, false}, {1, 100, false},
		{math.MaxInt, 1, false}, {1, math.MaxInt, false}, {math.MaxInt, math.MaxInt, false}, {math.MinInt, math.MinInt, false},
	} {
		r, err := m.Readable(tc.offset, tc.length)
		w, werr := m.Writable(tc.offset, tc.length)
		if (err == nil) != tc.ok || (werr == nil) != tc.ok {
			t.Errorf("%v: %v, %v", tc, err, werr)
		}
		if tc.ok && (len(r) != tc.length || cap(r) != tc.length || len(w) != tc.length) {
			t.Errorf("%v: %d of %d bytes", tc, len(r), cap(r))
		}
		if !tc.ok && !errors.Is(err, EFAULT) {
			t.Errorf("%v: %v", tc, err)
		}
	}
}

func TestMemoryMove(t *testing.T) {
	m := newMemory(8, false)
	b, _ := m.Writable(0, 8)
	copy(b, "abcdefgh")
	if err := m.Move(2, 0, 5); err != nil || string(b) != "ababcdeh" {
		t.Errorf("%s %v", b, err)
	}
	for _, to := range []int{4, -1, math.MaxInt} {
		if err := m.Move(to, 0, 5); !errors.Is(err, EFAULT) {
			t.Error(err)
		}
		if err := m.Move(0, to, 5); !errors.Is(err, EFAULT) {
			t.Error(err)
		}
	}
}

// every calls all that reaches into a memory, at an aligned offset.
func every(m *Memory, offset int) map[string]error {
	errs := map[string]error{}
	_, errs["Add32"] = m.Add32(offset, 1)
	_, errs["Add64"] = m.Add64(offset, 1)
	_, errs["Swap32"] = m.Swap32(offset, 1)
	_, errs["Swap64"] = m.Swap64(offset, 1)
	_, errs["CompareSwap32"] = m.CompareSwap32(offset, 0, 1)
	_, errs["CompareSwap64"] = m.CompareSwap64(offset, 0, 1)
	_, errs["Writable"] = m.Writable(offset, 8)
	errs["Move"] = m.Move(offset, 0, 8)
	return errs
}

func TestMemoryRefuses(t *testing.T) {
	detached := newMemory(64, false)
	detached.Detached()
	for _, tc := range []struct {
		name   string
		m      *Memory
		offset int
		want   error
	}{
		{"good", newMemory(64, false), 8, nil},
		{"read-only", newMemory(64, true), 8, EACCES},
		{"detached", detached, 8, EINVAL},
		{"past the end", newMemory(64, false), 64, EFAULT},
		{"far away", newMemory(64, false), math.MaxInt - 7, EFAULT},
		{"negative", newMemory(64, false), -8, EFAULT},
	} {
		for call, err := range every(tc.m, tc.offset) {
			if !errors.Is(err, tc.want) {
				t.Errorf("%s: %s: %v", tc.name, call, err)
			}
		}
	}
	for call, err := range every(newMemory(64, false), 2) {
		if aligned := call == "Writable" || call == "Move"; aligned != (err == nil) || !aligned && !errors.Is(err, EINVAL) {
			t.Errorf("not aligned: %s: %v", call, err)
		}
	}
	if _, err := newMemory(64, true).Readable(0, 64); err != nil {
		t.Error(err)
	}
	if _, err := detached.Readable(0, 0); !errors.Is(err, EINVAL) || detached.IsAttached() || detached.Size() != 64 {
		t.Error(err, detached.Size())
	}
}

func TestMemoryAtomics(t *testing.T) {
	m := newMemory(16, false)
	check := func(name string, got uint64, err error, want uint64) {
		t.Helper()
		if got != want || err != nil {
			t.Errorf("%s: %d, %v; want %d", name, got, err, want)
		}
	}
	old32, err := m.Add32(4, 5)
	check("Add32", uint64(old32), err, 0)
	old32, err = m.Swap32(4, 9)
	check("Swap32", uint64(old32), err, 5)
	old32, err = m.CompareSwap32(4, 8, 1)
	check("CompareSwap32, other", uint64(old32), err, 9)
	old32, err = m.CompareSwap32(4, 9, math.MaxUint32)
	check("CompareSwap32, same", uint64(old32), err, 9)
	old32, err = m.Add32(4, 1)
	check("Add32, around", uint64(old32), err, math.MaxUint32)
	old, err := m.Add64(8, math.MaxUint64)
	check("Add64", old, err, 0)
	old, err = m.Swap64(8, 7)
	check("Swap64", old, err, math.MaxUint64)
	old, err = m.CompareSwap64(8, 6, 1)
	check("CompareSwap64, other", old, err, 7)
	old, err = m.CompareSwap64(8, 7, 1)
	check("CompareSwap64, same", old, err, 7)
	b, _ := m.Readable(0, 16)
	if string(b) != "\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00" && string(b[8:]) != "\x00\x00\x00\x00\x00\x00\x00\x01" {
		t.Errorf("% x", b)
	}
}

type touches []Access

func (w *touches) Touch(_ *Memory, offset, length int, a Access) { *w = append(*w, a) }

func TestWatcherSeesOnlyWhatHappens(t *testing.T) {
	m, w := newMemory(16, false), touches{}
	m.Watch(&w)
	m.Readable(0, 17)
	m.Writable(-1, 1)
	m.Add32(2, 1)
	if len(w) != 0 {
		t.Error(w)
	}
	m.Readable(0, 1)
	m.Writable(0, 1)
	m.Add32(0, 1)
	m.Move(0, 8, 8)
	if want := (touches{Read, Write, Atomic, Read, Write}); len(w) != len(want) || w[0] != want[0] || w[1] != want[1] || w[2] != want[2] || w[4] != want[4] {
		t.Error(w)
	}
}

//go:build amd64 || arm64

package sysv

import (
	"errors"
	"math"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

func stat(t *testing.T, h *Host, id int) ShmidDS {
	t.Helper()
	var ds ShmidDS
	if _, err := h.Shmctl(id, IPC_STAT, &ds); err != nil {
		t.Fatal(err)
	}
	return ds
}

func TestSizeIsTheKernels(t *testing.T) {
	h := NewHost()
	m := attach(t, h, newSegment(t, h, 5, 0o600), 0, 0)
	if m.Size() != 5 || m.ReadOnly() {
		t.Error(m.Size(), m.ReadOnly())
	}
	if _, err := m.Readable(5, 1); !errors.Is(err, EFAULT) {
		t.Error(err)
	}
}

func TestDetachTwice(t *testing.T) {
	h := NewHost()
	id := newSegment(t, h, 4096, 0o600)
	m := attach(t, h, id, 0, 0)
	if err := h.Shmdt(m); err != nil {
		t.Fatal(err)
	}
	other := NewHost()
	for i, stale := range []*Memory{m, nil, NewMemory(id, 0x1000, make([]byte, 8), false), attach(t, other, id, 0, 0)} {
		if err := h.Shmdt(stale); !errors.Is(err, EINVAL) {
			t.Errorf("%d: %v", i, err)
		}
	}
	if _, err := m.Readable(0, 1); !errors.Is(err, EINVAL) {
		t.Error(err)
	}
}

// The address of a memory that is gone may be taken again; the old handle must
// not reach the new memory.
func TestAddressTakenAgain(t *testing.T) {
	h := NewHost()
	first, second := newSegment(t, h, 4096, 0o600), newSegment(t, h, 4096, 0o600)
	old := attach(t, h, first, 0, 0)
	at := old.Address()
	if err := h.Shmdt(old); err != nil {
		t.Fatal(err)
	}
	m := attach(t, h, second, at+1, SHM_RND)
	if m.Address() != at {
		t.Fatalf("%#x, want %#x", m.Address(), at)
	}
	if err := h.Shmdt(old); !errors.Is(err, EINVAL) || !m.IsAttached() {
		t.Error(err)
	}
	if _, err := m.Writable(0, 4096); err != nil {
		t.Error(err)
	}
}

func TestReadOnly(t *testing.T) {
	h := NewHost()
	m := attach(t, h, newSegment(t, h, 4096, 0o600), 0, SHM_RDONLY)
	if _, err := m.Writable(0, 1); !m.ReadOnly() || !errors.Is(err, EACCES) {
		t.Error(err)
	}
	if _, err := m.Add32(0, 1); !errors.Is(err, EACCES) {
		t.Error(err)
	}
}

func TestRemap(t *testing.T) {
	page := uint64(os.Getpagesize())
	h := NewHost()
	one, three := newSegment(t, h, page, 0o600), newSegment(t, h, 3*page-7, 0o600)
	attached := func(id int, want uint64) {
		t.Helper()
		if got := stat(t, h, id).Nattch; got != want {
			t.Errorf("%d attached, want %d", got, want)
		}
	}

	big := attach(t, h, three, 0, 0)
	at := big.Address()
	if _, err := h.Shmat(one, at, 0); !errors.Is(err, EINVAL) || !big.IsAttached() {
		t.Fatal("without SHM_REMAP", err)
	}
	for _, bad := range []int{-1, math.MaxInt32, one + 1<<20} {
		if _, err := h.Shmat(bad, at, SHM_REMAP); !errors.Is(err, EINVAL) || !big.IsAttached() {
			t.Fatal("no such segment", err)
		}
	}

	// Into its middle: nothing of the big one stays mapped.
	small := attach(t, h, one, at+uintptr(page), SHM_REMAP)
	if big.IsAttached() || small.Address() != at+uintptr(page) || small.Size() != int(page) {
		t.Fatalf("%#x %#x", big.Address(), small.Address())
	}
	attached(three, 0)
	attached(one, 1)
	if b, err := small.Writable(0, int(page)); err != nil {
		t.Fatal(err)
	} else {
		clear(b)
	}

	// Over it and the gaps around it, which are free now.
	big = attach(t, h, three, at+9, SHM_REMAP|SHM_RND)
	if small.IsAttached() || big.Address() != at {
		t.Fatalf("%#x %#x", big.Address(), small.Address())
	}
	attached(one, 0)
	attached(three, 1)
	if err := h.Shmdt(big); err != nil {
		t.Fatal(err)
	}
	attached(three, 0)

	// Where nothing is, it is as without.
	if m := attach(t, h, one, at, SHM_REMAP); m.Address() != at {
		t.Errorf("%#x", m.Address())
	}
	if _, err := h.Shmat(one, 0, SHM_REMAP); !errors.Is(err, EINVAL) {
		t.Error(err)
	}
	attached(one, 1)
}

// Root may map the first page, where Go needs nil to be a fault.
func TestFirstPageStaysFree(t *testing.T) {
	h := NewHost()
	id := newSegment(t, h, 1, 0o600)
	for _, flags := range []int{SHM_RND, SHM_RND | SHM_REMAP} {
		if _, err := h.Shmat(id, 1, flags); !errors.Is(err, EINVAL) {
			t.Error(err)
		}
	}
	if n := stat(t, h, id).Nattch; n != 0 {
		t.Error(n)
	}
}

// SHM_REMAP over the Go heap, code or another's mapping would end the process.
func TestRemapSparesTheProcess(t *testing.T) {
	h := NewHost()
	id := newSegment(t, h, 1<<20, 0o600)
	page := os.Getpagesize()
	foreign, err := unix.Mmap(-1, 0, 4*page, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Munmap(foreign)
	heap := make([]byte, 4<<20)
	foreign[0], heap[0] = 42, 42
	for name, addr := range map[string]uintptr{"heap": addressOf(heap), "foreign": addressOf(foreign), "code": addressOfCode()} {
		if _, err := h.Shmat(id, addr&^uintptr(page-1), SHM_REMAP); !errors.Is(err, EINVAL) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if foreign[0] != 42 || heap[0] != 42 {
		t.Error("replaced")
	}
	for _, addr := range []uintptr{1, ^uintptr(0), ^uintptr(0) &^ uintptr(page-1), 1 << 47} {
		if _, err := h.Shmat(id, addr, SHM_REMAP); err == nil {
			t.Errorf("%#x: attached", addr)
		}
	}
}

func TestNumbersBeyondInt(t *testing.T) {
	h := NewHost()
	set, segment, queue := newSet(t, h, 1), newSegment(t, h, 1, 0o600), newQueue(t, h)
	const beyond = 1 << 32 // the low half alone would be good
	check := func(name string, err error, want Errno) {
		t.Helper()
		if !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := h.Shmget(IPC_PRIVATE, 1, beyond)
	check("shmget", err, EINVAL)
	_, err = h.Shmat(segment+beyond, 0, 0)
	check("shmat", err, EINVAL)
	_, err = h.Shmat(segment, 0, beyond)
	check("shmat flags", err, EINVAL)
	_, err = h.Shmctl(segment+beyond, IPC_STAT, new(ShmidDS))
	check("shmctl", err, EINVAL)
	_, err = h.Shmctl(segment, IPC_RMID+beyond, nil)
	check("shmctl cmd", err, EINVAL)
	_, err = h.Semget(IPC_PRIVATE, 1+beyond, 0o600)
	check("semget", err, EINVAL)
	_, err = h.Semget(IPC_PRIVATE, 1, 0o600+beyond)
	check("semget flags", err, EINVAL)
	check("semop", h.Semop(nil, set+beyond, []SemOp{{Op: 1}}, Forever), EINVAL)
	_, err = h.Semctl(set, beyond, GETVAL, nil)
	check("semctl num", err, EINVAL)
	_, err = h.Semctl(set, 0, SETVAL, beyond)
	check("SETVAL", err, ERANGE)
	_, err = h.Msgget(IPC_PRIVATE, 0o600+beyond)
	check("msgget", err, EINVAL)
	check("msgsnd", h.Msgsnd(nil, queue, 1, nil, beyond, Forever), EINVAL)
	_, _, err = h.Msgrcv(nil, queue+beyond, nil, 0, IPC_NOWAIT, Forever)
	check("msgrcv", err, EINVAL)
	_, err = h.Msgctl(queue+beyond, IPC_RMID, nil)
	check("msgctl", err, EINVAL)
}

func TestWrongBuffers(t *testing.T) {
	h := NewHost()
	set, segment, queue := newSet(t, h, 2), newSegment(t, h, 1, 0o600), newQueue(t, h)
	wrong := []any{new(int), "text", (*ShmidDS)(nil), (*SemidDS)(nil), (*MsqidDS)(nil), (*[]uint16)(nil), 1.5}
	for cmd := range 24 {
		for _, buf := range append(wrong, nil) {
			if cmd == SHM_LOCK || cmd == SHM_UNLOCK || cmd == IPC_RMID {
				if buf == nil {
					continue
				}
			}
			known := cmd == IPC_RMID || cmd == IPC_SET || cmd == IPC_STAT || cmd == IPC_INFO || cmd >= 11 && cmd <= 15
			if _, err := h.Shmctl(segment, cmd, buf); err == nil || known && !errors.Is(err, EFAULT) {
				t.Errorf("shmctl %d %T: %v", cmd, buf, err)
			}
			if _, err := h.Msgctl(queue, cmd, buf); err == nil {
				t.Errorf("msgctl %d %T: nil", cmd, buf)
			}
			if buf == nil && cmd >= GETPID && cmd <= GETZCNT && cmd != GETALL {
				continue
			}
			if _, err := h.Semctl(set, 0, cmd, buf); err == nil {
				t.Errorf("semctl %d %T: nil", cmd, buf)
			}
		}
	}
	for _, n := range []int{0, 1, 3, 1000} {
		if _, err := h.Semctl(set, 0, SETALL, make([]uint16, n)); !errors.Is(err, EINVAL) {
			t.Errorf("SETALL of %d values: %v", n, err)
		}
	}
	want := []uint16{7, 9}
	if _, err := h.Semctl(set, 0, SETALL, want); err != nil {
		t.Fatal(err)
	}
	var got []uint16
	if _, err := h.Semctl(set, 0, GETALL, &got); err != nil || len(got) != 2 || got[0] != 7 || got[1] != 9 {
		t.Error(got, err)
	}
}

//go:build amd64 || arm64

package sysv

import (
	"os"
	"slices"
	"sync"

	"golang.org/x/sys/unix"
)

// attachments knows what a Host has attached, by address, so that no Memory
// outlives its mapping.
type attachments struct {
	mu   sync.Mutex
	list []*Memory // in the order of addresses
}

// add makes the Memory of a segment that has just been attached.
func (a *attachments) add(id int, addr uintptr, flags int) (*Memory, error) {
	size, e := segmentSize(id)
	if e != 0 {
		rawShmdt(addr)
		return nil, failed("shmat", id, e)
	}
	m := NewMemory(id, addr, rawBytes(addr, size), flags&SHM_RDONLY != 0)
	a.list = slices.Insert(a.list, a.search(addr), m)
	return m, nil
}

func (a *attachments) has(m *Memory) bool {
	i := a.search(m.addr)
	return i < len(a.list) && a.list[i] == m
}

func (a *attachments) forget(m *Memory) {
	i := a.search(m.addr)
	a.list = slices.Delete(a.list, i, i+1)
	m.Detached()
}

// search gives where addr is or belongs in the list.
func (a *attachments) search(addr uintptr) int {
	i, _ := slices.BinarySearchFunc(a.list, addr, func(m *Memory, addr uintptr) int {
		switch {
		case m.addr < addr:
			return -1
		case m.addr > addr:
			return 1
		}
		return 0
	})
	return i
}

// replace is SHM_REMAP where something is mapped already. It must be ours:
// with the Go heap replaced there would be nobody left to report an error. So
// the gaps between our attachments are reserved first, which fails where
// anything else is. The memories that lose a part are detached altogether.
func (a *attachments) replace(id int, addr uintptr, flags int) (*Memory, error) {
	size, e := segmentSize(id)
	if e != 0 {
		return nil, failed("shmat", id, unix.EINVAL)
	}
	page := uintptr(os.Getpagesize())
	if flags&SHM_RND != 0 {
		addr &^= page - 1
	}
	end := addr + roundUp(uintptr(size), page)
	if addr%page != 0 || end < addr {
		return nil, failed("shmat", id, unix.EINVAL)
	}
	var lost []*Memory
	var gaps [][2]uintptr
	free := addr
	for _, m := range a.list {
		from, to := m.addr, m.addr+roundUp(uintptr(m.size), page)
		if to <= addr || from >= end {
			continue
		}
		lost = append(lost, m)
		if from > free {
			gaps = append(gaps, [2]uintptr{free, from})
		}
		free = to
	}
	if free < end {
		gaps = append(gaps, [2]uintptr{free, end})
	}
	for i, gap := range gaps {
		if rawReserve(gap[0], gap[1]-gap[0]) != 0 {
			unreserve(gaps[:i])
			return nil, &Error{Op: "shmat", Object: id, Errno: EINVAL, Why: "SHM_REMAP may only replace attached segments"}
		}
	}
	at, e := rawShmat(id, addr, flags)
	if e != 0 {
		unreserve(gaps)
		return nil, failed("shmat", id, e)
	}
	for _, m := range lost {
		from, to := m.addr, m.addr+roundUp(uintptr(m.size), page)
		if from < addr {
			rawUnmap(from, addr-from)
		}
		if to > end {
			rawUnmap(end, to-end)
		}
		a.forget(m)
	}
	return a.add(id, at, flags)
}

func unreserve(gaps [][2]uintptr) {
	for _, gap := range gaps {
		rawUnmap(gap[0], gap[1]-gap[0])
	}
}

func roundUp(n, page uintptr) uintptr { return (n + page - 1) &^ (page - 1) }

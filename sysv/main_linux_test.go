//go:build amd64 || arm64

package sysv

import (
	"fmt"
	"os"
	"testing"
)

// RunRole is for TestMain: it plays the part of another process, if this one is
// to.
func RunRole() (code int, ok bool) {
	role, ok := roles[os.Getenv(roleVariable)]
	if !ok {
		return 0, false
	}
	if err := role(); err != nil {
		fmt.Println(err)
		return 1, true
	}
	return 0, true
}

// newSet makes a set that is removed at the end.
func newSet(t testing.TB, h *Host, nsems int) int {
	t.Helper()
	needNamespace(t)
	id, err := h.Semget(IPC_PRIVATE, nsems, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Semctl(id, 0, IPC_RMID, nil) })
	return id
}

func newSegment(t testing.TB, h *Host, size uint64, mode int) int {
	t.Helper()
	needNamespace(t)
	id, err := h.Shmget(IPC_PRIVATE, size, mode)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Shmctl(id, IPC_RMID, nil) })
	return id
}

func newQueue(t testing.TB, h *Host) int {
	t.Helper()
	needNamespace(t)
	id, err := h.Msgget(IPC_PRIVATE, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Msgctl(id, IPC_RMID, nil) })
	return id
}

func attach(t testing.TB, h *Host, id int, addr uintptr, flags int) *Memory {
	t.Helper()
	needNamespace(t)
	m, err := h.Shmat(id, addr, flags)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if m.IsAttached() {
			h.Shmdt(m)
		}
	})
	return m
}

// needNamespace is sysvtest.Need, which this package cannot import.
func needNamespace(t testing.TB) {
	t.Helper()
	if os.Getenv("SYSVTEST_INSIDE") == "" {
		t.Skip("no private IPC namespace: " + os.Getenv("SYSVTEST_REASON"))
	}
}

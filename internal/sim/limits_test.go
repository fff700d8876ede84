package sim_test

import (
	"errors"
	"math"
	"runtime"
	"testing"

	"ipclua/internal/sim"
	"ipclua/sysv"
)

// TestAbsurdSizes asks for more than there is, which takes no memory.
func TestAbsurdSizes(t *testing.T) {
	k, c := sim.NewIPC(), &sim.Caller{Pid: 1}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	want := func(what string, err error, errno sysv.Errno) {
		t.Helper()
		if !errors.Is(err, errno) {
			t.Errorf("%s: %v, want %s", what, err, errno.Name())
		}
	}
	shmget := func(size uint64, flags int) int {
		t.Helper()
		id, err := k.Shmget(c, sysv.IPC_PRIVATE, size, flags)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	_, err := k.Shmget(c, sysv.IPC_PRIVATE, 1<<40, 0o600)
	want("shmget of 1<<40", err, sysv.ENOMEM)
	_, err = k.Shmget(c, sysv.IPC_PRIVATE, math.MaxUint64, 0o600)
	want("shmget of all", err, sysv.EINVAL)
	for range 100 { // promised, not taken
		shmget(1<<30, 0o600)
	}
	_, err = k.Shmat(c, shmget(1<<40, 0o600|sysv.SHM_NORESERVE), 0, 0)
	want("shmat of 1<<40", err, sysv.ENOMEM)
	_, err = k.Semget(c, sysv.IPC_PRIVATE, math.MaxInt32, 0o600)
	want("semget", err, sysv.EINVAL)
	queue, err := k.Msgget(c, sysv.IPC_PRIVATE, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Msgctl(c, queue, sysv.IPC_SET, &sysv.MsqidDS{Qbytes: math.MaxUint64}); err != nil {
		t.Fatal(err)
	}
	_, err = k.Msgsnd(c, queue, 1, make([]byte, 1<<20), 0, nil)
	want("msgsnd", err, sysv.EINVAL)
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 2<<20 {
		t.Errorf("that took %d bytes", n)
	}
}

// TestMemoryEnds attaches more than there is memory, and again once it is free.
func TestMemoryEnds(t *testing.T) {
	k, c := sim.NewIPC(), &sim.Caller{Pid: 1}
	large, err := k.Shmget(c, sysv.IPC_PRIVATE, 1<<30-4096, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	small, err := k.Shmget(c, sysv.IPC_PRIVATE, 4097, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	m, err := k.Shmat(c, large, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Shmat(c, small, 0, 0); !errors.Is(err, sysv.ENOMEM) {
		t.Errorf("shmat without memory: %v", err)
	}
	if _, err := k.Shmctl(c, large, sysv.IPC_RMID, nil); err != nil {
		t.Fatal(err)
	}
	if err := k.Shmdt(c, m); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Shmat(c, small, 0, 0); err != nil {
		t.Error(err)
	}
}

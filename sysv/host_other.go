//go:build !linux || !(amd64 || arm64)

package sysv

import (
	"context"
	"runtime"
	"time"
)

// Supported tells whether the Host is real here.
const Supported = false

// Host is the [Kernel] that is this machine. It is real on 64-bit Linux
// (amd64, arm64); here every call is ENOSYS.
type Host struct {
	Waits func() // never called
}

var _ Kernel = (*Host)(nil)

// NewHost gives a Host.
func NewHost() *Host { return &Host{} }

// Shmget is not supported here.
func (*Host) Shmget(key Key, _ uint64, _ int) (int, error) {
	return 0, unsupported("shmget", key)
}

// Shmat is not supported here.
func (*Host) Shmat(id int, _ uintptr, _ int) (*Memory, error) {
	return nil, unsupported("shmat", id)
}

// Shmdt is not supported here.
func (*Host) Shmdt(m *Memory) error {
	return unsupported("shmdt", nil)
}

// Shmctl is not supported here.
func (*Host) Shmctl(id, _ int, _ any) (int, error) {
	return 0, unsupported("shmctl", id)
}

// Semget is not supported here.
func (*Host) Semget(key Key, _, _ int) (int, error) {
	return 0, unsupported("semget", key)
}

// Semop is not supported here.
func (*Host) Semop(_ context.Context, id int, _ []SemOp, _ time.Duration) error {
	return unsupported("semop", id)
}

// Semctl is not supported here.
func (*Host) Semctl(id, _, _ int, _ any) (int, error) {
	return 0, unsupported("semctl", id)
}

// Msgget is not supported here.
func (*Host) Msgget(key Key, _ int) (int, error) {
	return 0, unsupported("msgget", key)
}

// Msgsnd is not supported here.
func (*Host) Msgsnd(_ context.Context, id int, _ int64, _ []byte, _ int, _ time.Duration) error {
	return unsupported("msgsnd", id)
}

// Msgrcv is not supported here.
func (*Host) Msgrcv(_ context.Context, id int, _ []byte, _ int64, _ int, _ time.Duration) (int, int64, error) {
	return 0, 0, unsupported("msgrcv", id)
}

// Msgctl is not supported here.
func (*Host) Msgctl(id, _ int, _ any) (int, error) {
	return 0, unsupported("msgctl", id)
}

func unsupported(op string, object any) error {
	platform := runtime.GOOS
	if platform == "linux" {
		platform += "/" + runtime.GOARCH
	}
	return &Error{Op: op, Object: object, Errno: ENOSYS, Why: "not supported on " + platform}
}

//go:build !linux

package sysv

import "runtime"

// Attached tells which processes have a segment mapped; it needs Linux's /proc.
func Attached(id int) ([]Process, error) {
	return nil, &Error{Op: "attached", Object: id, Errno: ENOSYS, Why: "not supported on " + runtime.GOOS}
}

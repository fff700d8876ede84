//go:build !linux

package sysv

import "runtime"

// AttachedAll is [Attached] for all segments at once; it needs Linux's /proc.
func AttachedAll() (map[int][]Process, error) {
	return nil, &Error{Op: "attached", Errno: ENOSYS, Why: "not supported on " + runtime.GOOS}
}

//go:build !linux || !(amd64 || arm64)

package sysv

// WaitingAll tells who sleeps in calls on sets and queues; it needs Linux's
// /proc.
func WaitingAll() (Waiting, error) { return nil, unsupported("waiting", nil) }

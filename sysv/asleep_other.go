//go:build !linux || !(amd64 || arm64)

package sysv

// Asleep is not supported here.
func Asleep(_ Kind, id int) (bool, error) { return false, unsupported("asleep", id) }

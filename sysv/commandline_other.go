//go:build !linux

package sysv

// CommandLine gives the words of a process's command line; it needs Linux.
func CommandLine(int) []string { return nil }

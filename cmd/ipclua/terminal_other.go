//go:build !linux

package main

import "os"

// isTerminal tells whether people type there.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

//go:build !linux

package main

import (
	"context"
	"os"

	"ipclua/internal/lua51"
)

// isTerminal tells whether people type there.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// openTyping would give the terminal as a device whose reading Ctrl-C breaks.
func openTyping(func() context.Context) lua51.Device { return nil }

//go:build !linux

package sysv

import "os"

// Columns gives the width of a terminal in characters; it needs Linux.
func Columns(*os.File) int { return 0 }

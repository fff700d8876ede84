package sysv

import (
	"os"

	"golang.org/x/sys/unix"
)

// Columns gives the width of a terminal in characters, 0 where f is none or
// does not know.
func Columns(f *os.File) int {
	size, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return 0
	}
	return int(size.Col)
}

package main

import (
	"os"
	"syscall"
)

// isTerminal tells whether people type there. A terminal that is asked for its
// settings misses the place to put them; anything else misses the question.
func isTerminal(f *os.File) bool {
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), syscall.TCGETS, 0)
	return errno == 0 || errno == syscall.EFAULT
}

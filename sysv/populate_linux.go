package sysv

import (
	"os"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// populate makes pages for the n bytes that will follow s in the memory reserved for
// it. It is advice: before Linux 5.14 nothing comes of it.
func populate(s string, n int) {
	page := uintptr(os.Getpagesize())
	end := uintptr(unsafe.Pointer(unsafe.StringData(s))) + uintptr(len(s))
	first := end &^ (page - 1)
	syscall.RawSyscall(unix.SYS_MADVISE, first, end+uintptr(n)-first, unix.MADV_POPULATE_WRITE)
}

package sysv

import _ "unsafe" // for go:linkname

// Nanotime is CLOCK_MONOTONIC in nanoseconds: one clock for all processes. It is
// the runtime's own reading of it, which makes no system call (vdso(7)).
func Nanotime() int64 { return nanotime() }

//go:linkname nanotime runtime.nanotime
func nanotime() int64

package sysv

import "golang.org/x/sys/unix"

func hostStrerror(e Errno) string { return unix.Errno(e).Error() }
func hostErrname(e Errno) string  { return unix.ErrnoName(unix.Errno(e)) }

//go:build unix

package sysv

import (
	"errors"
	"os"
	"syscall"
)

// identity gives the device and inode numbers of a file.
func identity(path string) (dev, ino uint64, errno Errno) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, 0, statErrno(err)
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, ENOSYS
	}
	return uint64(stat.Dev), uint64(stat.Ino), 0
}

// statErrno gives Linux's number for what stat(2) says on any Unix.
func statErrno(err error) Errno {
	var number syscall.Errno
	if !errors.As(err, &number) {
		return EIO
	}
	switch number {
	case syscall.EACCES:
		return EACCES
	case syscall.EINVAL:
		return EINVAL
	case syscall.ELOOP:
		return ELOOP
	case syscall.ENAMETOOLONG:
		return ENAMETOOLONG
	case syscall.ENOENT:
		return ENOENT
	case syscall.ENOMEM:
		return ENOMEM
	case syscall.ENOTDIR:
		return ENOTDIR
	case syscall.EOVERFLOW:
		return EOVERFLOW
	}
	return EIO
}

//go:build !unix

package sysv

// identity has no inode numbers to give here.
func identity(string) (dev, ino uint64, errno Errno) { return 0, 0, ENOSYS }

//go:build !linux

package sysv

import "os"

// MapFile is not supported here.
func MapFile(*os.File, int64, int) ([]byte, error) { return nil, unsupported("mmap", nil) }

// UnmapFile is not supported here.
func UnmapFile([]byte) error { return unsupported("munmap", nil) }

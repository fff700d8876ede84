package sysv

import (
	"os"

	"golang.org/x/sys/unix"
)

// MapFile gives length bytes of a file from offset on, a multiple of the page's
// size, as memory: what is written there is in the file even when the process is
// killed (mmap(2), MAP_SHARED). The file grows where need be. Its blocks are there
// before (fallocate(2)): memory of a file that a full disk has no room for would
// be SIGBUS.
func MapFile(f *os.File, offset int64, length int) ([]byte, error) {
	fd := int(f.Fd())
	err := retry(func() error { return unix.Fallocate(fd, 0, offset, int64(length)) })
	if err == unix.EOPNOTSUPP {
		_, err = f.WriteAt(make([]byte, length), offset)
	}
	if err != nil {
		return nil, err
	}
	return unix.Mmap(fd, offset, length, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
}

// UnmapFile takes away what MapFile gave.
func UnmapFile(b []byte) error { return unix.Munmap(b) }

func retry(call func() error) error {
	for {
		if err := call(); err != unix.EINTR {
			return err
		}
	}
}

//go:build amd64 || arm64

package check

import (
	"os"
	"syscall"
)

// listener is a socket of the Unix domain to which processes come (unix(7)).
// Package net has it, too, but makes the C library part of the program, whose
// start then takes a third longer: each process of a script would pay for that.
type listener struct{ *os.File }

// listen makes a listener; an address that begins with @ is abstract.
func listen(address string) (listener, error) {
	fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC|syscall.SOCK_NONBLOCK, 0)
	if err != nil {
		return listener{}, os.NewSyscallError("socket", err)
	}
	f := os.NewFile(uintptr(fd), address)
	if err := syscall.Bind(fd, &syscall.SockaddrUnix{Name: address}); err != nil {
		f.Close()
		return listener{}, os.NewSyscallError("bind", err)
	}
	if err := syscall.Listen(fd, syscall.SOMAXCONN); err != nil {
		f.Close()
		return listener{}, os.NewSyscallError("listen", err)
	}
	return listener{f}, nil
}

// accept waits for a process. Close ends the wait.
func (l listener) accept() (*os.File, error) {
	raw, err := l.SyscallConn()
	if err != nil {
		return nil, err
	}
	var fd int
	var failed error
	err = raw.Read(func(s uintptr) bool {
		for failed = syscall.EINTR; failed == syscall.EINTR || failed == syscall.ECONNABORTED; {
			fd, _, failed = syscall.Accept4(int(s), syscall.SOCK_CLOEXEC|syscall.SOCK_NONBLOCK)
		}
		return failed != syscall.EAGAIN
	})
	if err == nil {
		err = os.NewSyscallError("accept", failed)
	}
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), l.Name()), nil
}

// dial comes to a listener.
func dial(address string) (*os.File, error) {
	fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, os.NewSyscallError("socket", err)
	}
	for err = syscall.EINTR; err == syscall.EINTR; {
		err = syscall.Connect(fd, &syscall.SockaddrUnix{Name: address})
	}
	if err == nil {
		err = syscall.SetNonblock(fd, true)
	}
	if err != nil {
		syscall.Close(fd)
		return nil, os.NewSyscallError("connect", err)
	}
	return os.NewFile(uintptr(fd), address), nil
}

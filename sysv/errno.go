package sysv

import "fmt"

// Errno is an error number of Linux. The numbers are Linux's on every
// platform, so that scripts and the simulated kernel mean the same everywhere.
type Errno int

// The errors that System V IPC, ftok(3) and the calls around them give.
const (
	EPERM        Errno = 1
	ENOENT       Errno = 2
	ESRCH        Errno = 3
	EINTR        Errno = 4
	EIO          Errno = 5
	E2BIG        Errno = 7
	ECHILD       Errno = 10
	EAGAIN       Errno = 11
	ENOMEM       Errno = 12
	EACCES       Errno = 13
	EFAULT       Errno = 14
	EEXIST       Errno = 17
	ENOTDIR      Errno = 20
	EINVAL       Errno = 22
	ENFILE       Errno = 23
	EMFILE       Errno = 24
	EFBIG        Errno = 27
	ENOSPC       Errno = 28
	ERANGE       Errno = 34
	ENAMETOOLONG Errno = 36
	ENOSYS       Errno = 38
	ELOOP        Errno = 40
	ENOMSG       Errno = 42
	EIDRM        Errno = 43
	EOVERFLOW    Errno = 75
	ETIMEDOUT    Errno = 110
)

type errnoName struct {
	errno Errno
	name  string
	text  string
}

var errnoNames = [...]errnoName{
	{EPERM, "EPERM", "operation not permitted"},
	{ENOENT, "ENOENT", "no such file or directory"},
	{ESRCH, "ESRCH", "no such process"},
	{EINTR, "EINTR", "interrupted system call"},
	{EIO, "EIO", "input/output error"},
	{E2BIG, "E2BIG", "argument list too long"},
	{ECHILD, "ECHILD", "no child processes"},
	{EAGAIN, "EAGAIN", "resource temporarily unavailable"},
	{ENOMEM, "ENOMEM", "cannot allocate memory"},
	{EACCES, "EACCES", "permission denied"},
	{EFAULT, "EFAULT", "bad address"},
	{EEXIST, "EEXIST", "file exists"},
	{ENOTDIR, "ENOTDIR", "not a directory"},
	{EINVAL, "EINVAL", "invalid argument"},
	{ENFILE, "ENFILE", "too many open files in system"},
	{EMFILE, "EMFILE", "too many open files"},
	{EFBIG, "EFBIG", "file too large"},
	{ENOSPC, "ENOSPC", "no space left on device"},
	{ERANGE, "ERANGE", "numerical result out of range"},
	{ENAMETOOLONG, "ENAMETOOLONG", "file name too long"},
	{ENOSYS, "ENOSYS", "function not implemented"},
	{ELOOP, "ELOOP", "too many levels of symbolic links"},
	{ENOMSG, "ENOMSG", "no message of desired type"},
	{EIDRM, "EIDRM", "identifier removed"},
	{EOVERFLOW, "EOVERFLOW", "value too large for defined data type"},
	{ETIMEDOUT, "ETIMEDOUT", "connection timed out"},
}

// Errnos lists the constants above.
func Errnos() []Errno {
	list := make([]Errno, len(errnoNames))
	for i, n := range errnoNames {
		list[i] = n.errno
	}
	return list
}

// Error gives strerror(3)'s words, the first letter small.
func (e Errno) Error() string {
	for _, n := range errnoNames {
		if n.errno == e {
			return n.text
		}
	}
	return hostStrerror(e)
}

// Name gives the C name, "EEXIST".
func (e Errno) Name() string {
	for _, n := range errnoNames {
		if n.errno == e {
			return n.name
		}
	}
	if name := hostErrname(e); name != "" {
		return name
	}
	return fmt.Sprintf("errno %d", int(e))
}

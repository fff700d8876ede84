package sysvtest

import (
	"testing"
	"time"

	"ipclua/sysv"
)

// System is a kernel with processes on it. Its time is real time: a case counts
// on a call with a minute's timeout to wait while it makes others.
type System interface {
	// Start begins a process, which ends with the test at the latest.
	Start(t testing.TB, user User) Process
	// SetLimit sets a limit ("shmmni", "semmsl", "msgmax" …, as the info
	// structures name them) for the rest of the test, or skips the test by a
	// named reason.
	SetLimit(t testing.TB, name string, value int)
}

// User owns a process. The zero User is whoever runs the tests; where it is
// root it may do everything.
type User struct{ UID, GID int }

// Process is one process under a kernel.
type Process interface {
	// Do makes a call. It may be outstanding while others are made.
	Do(r Request) Response
	Pid() int
	// Sleeps tells whether the process is blocked in a call ("msgrcv").
	Sleeps(t testing.TB, call string) bool
	// Exit ends the process in order, Kill by SIGKILL; both return when it has ended.
	Exit()
	Kill()
}

// Request is a call of [sysv.Kernel], or an access to an attached memory, with
// the arguments that it has. A [Performer] makes it.
type Request struct {
	Call    string // "shmget"; "read", "write", "add", "size" of a memory; "cancel" ends the context of the calls that block
	Key     sysv.Key
	ID      int
	Num     int
	Cmd     int
	Flags   int
	Size    int
	Type    int64
	Addr    uintptr
	Ops     []sysv.SemOp
	Timeout *time.Duration // nil for ever
	Ended   bool           // the context has ended before the call
	Text    []byte
	Buf     Buffers
	Memory  int // which attached memory, as shmat numbered them
	Offset  int
}

// Buffers are the last arguments of the control calls; the one that is set is meant.
type Buffers struct {
	Shm       *sysv.ShmidDS
	ShmLimits *sysv.ShmLimits
	ShmUsage  *sysv.ShmUsage
	Sem       *sysv.SemidDS
	SemLimits *sysv.SemLimits
	Msg       *sysv.MsqidDS
	MsgLimits *sysv.MsgLimits
	Val       *int     // SETVAL
	Values    []uint16 // SETALL, and what GETALL gave
	All       bool     // GETALL
}

// Response is what a call gave.
type Response struct {
	N      int // the number it returned; for shmat, which memory this is
	Type   int64
	Addr   uintptr
	Text   []byte
	Buf    Buffers
	Errno  sysv.Errno // 0 for success, Broken for what is no *sysv.Error
	Op     string     // of the error
	Object string     // of the error, printed
}

// Broken is the Errno of a Response where there was no errno: the process is
// gone, or the kernel gave another error than the contract says.
const Broken sysv.Errno = -1

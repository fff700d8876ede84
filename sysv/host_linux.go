//go:build amd64 || arm64

package sysv

import (
	"math"
	"sync"

	"golang.org/x/sys/unix"
)

// Supported tells whether the Host is real here.
const Supported = true

// Host is the [Kernel] that is this machine.
type Host struct {
	// Waits, where it is set, is called when a call cannot be completed at once and
	// is about to sleep. Each is tried first then, to find out.
	Waits func()

	attached attachments
	watchers watchers
	semop    prober
	message  prober
	buffers  sync.Pool // *[]byte, for messages
}

var _ Kernel = (*Host)(nil)

// NewHost gives a Host. One for the process is enough.
func NewHost() *Host { return &Host{} }

// isInt tells whether each number is one that a C int can carry: the kernel
// would not see the rest.
func isInt(numbers ...int) bool {
	for _, n := range numbers {
		if n < math.MinInt32 || n > math.MaxInt32 {
			return false
		}
	}
	return true
}

// failed makes the error of a call that gave e, nil for 0.
func failed(op string, object any, e unix.Errno) error {
	if e == 0 {
		return nil
	}
	return &Error{Op: op, Object: object, Errno: Errno(e)}
}

func notInt(op string, object any) error {
	return &Error{Op: op, Object: object, Errno: EINVAL, Why: "an argument does not fit C's int"}
}

func wrongBuffer(op string, id int) error {
	return &Error{Op: op, Object: id, Errno: EFAULT, Why: "the command takes another kind of argument"}
}

func (p *rawPerm) perm() Perm {
	return Perm{Key: Key(p.key), UID: p.uid, GID: p.gid, CUID: p.cuid, CGID: p.cgid, Mode: p.mode, Seq: uint32(p.seq)}
}

func setPerm(p Perm) rawPerm { return rawPerm{uid: p.UID, gid: p.GID, mode: p.Mode} }

//go:build amd64 || arm64

package sysv

import (
	"context"
	"time"

	"golang.org/x/sys/unix"
)

// SemopSpin is [Kernel].Semop for hand-offs that are expected soon: it tries
// that many times without blocking, with a sched_yield(2) after each, before it
// blocks. While it tries it does not count in GETNCNT and GETZCNT, and may
// overtake who waits in the kernel's queue.
func (h *Host) SemopSpin(ctx context.Context, id int, ops []SemOp, timeout time.Duration, tries int) error {
	if isInt(id) && timeout != 0 && len(ops) <= probeOps && mayBlock(ops) {
		for range tries {
			switch e := trySemop(id, ops); e {
			case 0:
				return nil
			case unix.EAGAIN:
				// Without the yield a CPU that both sides share is burnt up.
				unix.Syscall(unix.SYS_SCHED_YIELD, 0, 0, 0)
			default:
				return failed(semopName(timeout), id, e)
			}
			if hasEnded(ctx) {
				break
			}
		}
	}
	return h.Semop(ctx, id, ops, timeout)
}

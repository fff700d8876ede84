//go:build amd64 || arm64

package sysv

import (
	"context"
	"os"
	"strconv"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"
)

// wait runs a system call that blocks until it is done, the timeout is over
// (EAGAIN) or the context ends (EINTR).
//
// Linux never restarts these calls after a signal, and Go's runtime sends
// itself signals, so that EINTR alone says nothing. call is given what is left
// of the timeout, negative for no end; own tells that it keeps to that
// itself. again tells that the object has been seen: EINVAL then means that it
// was removed between two attempts, which one unbroken call would have
// reported as EIDRM.
func (h *Host) wait(ctx context.Context, timeout time.Duration, own, again bool, call func(left time.Duration) unix.Errno) unix.Errno {
	var start time.Time
	if timeout >= 0 {
		start = time.Now()
	}
	cancel := h.watchers.enter(ctx)
	defer cancel.leave()
	if h.Waits != nil {
		h.Waits()
	}
	var expiry *kicker
	if timeout >= 0 && !own {
		expiry = &kicker{}
		timer := time.AfterFunc(timeout, expiry.end)
		defer timer.Stop()
		expiry.enter()
		defer expiry.leave()
	}
	for left := timeout; ; again = true {
		switch {
		case cancel.isEnded():
			return unix.EINTR
		case expiry.isEnded():
			return unix.EAGAIN
		}
		e := call(left)
		if e == unix.EINVAL && again {
			return unix.EIDRM
		}
		if e != unix.EINTR {
			return e
		}
		if timeout >= 0 {
			left = max(0, timeout-time.Since(start))
		}
	}
}

// hasEnded tells whether a call that would block must not.
func hasEnded(ctx context.Context) bool {
	if ctx == nil {
		return false
	}
	select {
	case <-ctx.Done():
		return true
	default:
		return false
	}
}

// A kicker gets threads out of system calls: once it is ended, it sends a
// signal to every thread of the process until nobody is inside any more.
// SIGURG is the runtime's own preemption signal, a surplus one harms nobody;
// and so a call that blocks need not find out which thread it is on. A nil
// kicker never ends.
type kicker struct {
	ended   atomic.Bool
	inside  atomic.Int32
	retired atomic.Bool

	done <-chan struct{} // of a context
	stop func() bool
}

func (k *kicker) isEnded() bool { return k != nil && k.ended.Load() }

func (k *kicker) enter() { k.inside.Add(1) }

func (k *kicker) leave() {
	if k != nil && k.inside.Add(-1) == 0 && k.retired.Load() {
		k.stop()
	}
}

// retire is for a kicker that nobody will enter any more.
func (k *kicker) retire() {
	k.retired.Store(true)
	if k.inside.Load() == 0 {
		k.stop()
	}
}

// end repeats the signal because one that arrives between a thread's look at
// ended and its entry into the kernel is lost.
func (k *kicker) end() {
	k.ended.Store(true)
	for pause := time.Millisecond; k.inside.Load() > 0; pause = min(2*pause, 20*time.Millisecond) {
		kickAll()
		time.Sleep(pause)
	}
}

func kickAll() {
	threads, _ := os.ReadDir("/proc/self/task")
	for _, t := range threads {
		if tid, err := strconv.Atoi(t.Name()); err == nil {
			unix.Tgkill(unix.Getpid(), tid, unix.SIGURG)
		}
	}
}

// watchers has the kicker of the last context used, because a script makes all
// its calls with the same one.
type watchers struct{ last atomic.Pointer[kicker] }

// enter gives the kicker of a context, entered; nil for one that never ends.
func (w *watchers) enter(ctx context.Context) *kicker {
	if ctx == nil {
		return nil
	}
	done := ctx.Done()
	if done == nil {
		return nil
	}
	if k := w.last.Load(); k != nil && k.done == done {
		k.enter()
		if !k.retired.Load() {
			return k
		}
		k.leave()
	}
	k := &kicker{done: done}
	k.enter()
	k.stop = context.AfterFunc(ctx, k.end)
	if old := w.last.Swap(k); old != nil {
		old.retire()
	}
	return k
}

// A prober decides whether a call that may block is worth a first attempt that
// must not: that one avoids the scheduler's bookkeeping, but is wasted when it
// fails, and who had to wait once will probably have to again.
type prober struct{ skip atomic.Int32 }

const probeEvery = 16

func (p *prober) isDue() bool { return p.skip.Load() <= 0 || p.skip.Add(-1) < 0 }
func (p *prober) hasFailed()  { p.skip.Store(probeEvery) }

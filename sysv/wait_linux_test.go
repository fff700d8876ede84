//go:build amd64 || arm64

package sysv

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

var down = []SemOp{{Num: 0, Op: -1}}

// awaitWaiters returns once n calls sleep on semaphore 0.
func awaitWaiters(t *testing.T, h *Host, id, n int) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); ; runtime.Gosched() {
		got, err := h.Semctl(id, 0, GETNCNT, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got == n {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%d waiters, want %d", got, n)
		}
	}
}

func TestContextEndsAWait(t *testing.T) {
	h := NewHost()
	id := newSet(t, h, 1)
	for range 20 { // first attempts and straight ones, a new context each
		ctx, cancel := context.WithCancel(context.Background())
		result := make(chan error)
		go func() { result <- h.Semop(ctx, id, down, Forever) }()
		awaitWaiters(t, h, id, 1)
		cancel()
		if err := <-result; !errors.Is(err, EINTR) {
			t.Fatal(err)
		}
	}
	awaitWaiters(t, h, id, 0)
}

func TestContextsEndApart(t *testing.T) {
	h := NewHost()
	id := newSet(t, h, 1)
	const n = 6
	var cancels [n]context.CancelFunc
	var results [n]chan error
	for i := range n {
		var ctx context.Context
		ctx, cancels[i] = context.WithCancel(context.Background())
		results[i] = make(chan error, 2)
		for range 2 {
			go func() { results[i] <- h.Semop(ctx, id, down, Forever) }()
		}
		awaitWaiters(t, h, id, 2*(i+1))
	}
	for i := range n {
		cancels[i]()
		for range 2 {
			if err := <-results[i]; !errors.Is(err, EINTR) {
				t.Fatal(err)
			}
		}
		awaitWaiters(t, h, id, 2*(n-i-1))
	}
	if n := h.watchers.last.Load().inside.Load(); n != 0 {
		t.Errorf("%d calls are still inside", n)
	}
}

// The end comes at any moment around the entry into the kernel; a signal that
// comes too early must not be the last.
func TestContextEndsAroundTheEntry(t *testing.T) {
	h := NewHost()
	id := newSet(t, h, 1)
	queue := newQueue(t, h)
	for i := range 2000 {
		ctx, cancel := context.WithCancel(context.Background())
		result := make(chan error)
		go func() {
			if i%4 == 0 {
				_, _, err := h.Msgrcv(ctx, queue, nil, 0, 0, Forever)
				result <- err
				return
			}
			result <- h.Semop(ctx, id, down, Forever)
		}()
		for range i % 50 {
			unix.Getppid()
		}
		cancel()
		if err := <-result; !errors.Is(err, EINTR) {
			t.Fatal(err)
		}
	}
}

// The first signal finds the thread on its way into the kernel and is lost.
func TestKickIsRepeated(t *testing.T) {
	h := NewHost()
	id := newSet(t, h, 1)
	ctx, cancel := context.WithCancel(context.Background())
	kicks := make(chan os.Signal, 1)
	signal.Notify(kicks, unix.SIGURG)
	defer signal.Stop(kicks)
	calls := 0
	e := h.wait(ctx, Forever, true, false, func(time.Duration) unix.Errno {
		if calls++; calls == 1 {
			cancel()
			<-kicks
		}
		return rawSemop(id, down, nil)
	})
	if e != unix.EINTR || calls != 1 {
		t.Errorf("%v after %d calls", e, calls)
	}
}

// A script uses one context for all its calls: alternating ones must not pile up.
func TestWatchersAreFew(t *testing.T) {
	var w watchers
	stopped := 0
	for range 15 {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		k := w.enter(ctx)
		stop := k.stop
		k.stop = func() bool { stopped++; return stop() }
		if w.enter(ctx) != k {
			t.Fatal("two watchers of one context")
		}
		k.leave()
		k.leave()
		if w.enter(ctx) != k {
			t.Fatal("the idle watcher was not used again")
		}
		k.leave()
	}
	if stopped != 14 {
		t.Errorf("%d of 15 stopped", stopped)
	}
}

// One whose call still runs when another context comes is stopped after it.
func TestWatcherInUseIsKept(t *testing.T) {
	var w watchers
	first, cancel := context.WithCancel(context.Background())
	defer cancel()
	k := w.enter(first)
	stopped := false
	stop := k.stop
	k.stop = func() bool { stopped = true; return stop() }
	second, cancel := context.WithCancel(context.Background())
	defer cancel()
	w.enter(second).leave()
	if stopped {
		t.Error("stopped while in use")
	}
	if k.leave(); !stopped {
		t.Error("not stopped")
	}
}

func TestEndedContext(t *testing.T) {
	h := NewHost()
	id := newSet(t, h, 1)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	long := make([]SemOp, 2*probeOps)
	for i := range long {
		long[i] = SemOp{Op: 1}
	}
	long[0].Op = -1
	for _, ops := range [][]SemOp{down, long} {
		if err := h.Semop(ctx, id, ops, Forever); !errors.Is(err, EINTR) {
			t.Errorf("would block: %v", err)
		}
		if _, err := h.Semctl(id, 0, SETVAL, 1); err != nil {
			t.Fatal(err)
		}
		if err := h.Semop(ctx, id, ops, Forever); err != nil {
			t.Errorf("can be done at once: %v", err)
		}
		if _, err := h.Semctl(id, 0, SETVAL, 0); err != nil {
			t.Fatal(err)
		}
	}
	queue := newQueue(t, h)
	if err := h.Msgsnd(ctx, queue, 1, []byte("text"), 0, Forever); err != nil {
		t.Error(err)
	}
	buf := make([]byte, 8)
	if n, mtype, err := h.Msgrcv(ctx, queue, buf, 0, 0, Forever); n != 4 || mtype != 1 || err != nil {
		t.Error(n, mtype, err)
	}
	if _, _, err := h.Msgrcv(ctx, queue, buf, 0, 0, Forever); !errors.Is(err, EINTR) {
		t.Error(err)
	}
}

// Signals come from the collector and from us; no wait may end before its time.
func TestTimedWaitsAmongSignals(t *testing.T) {
	h := NewHost()
	set, queue := newSet(t, h, 1), newQueue(t, h)
	stop := make(chan struct{})
	var noise, waits sync.WaitGroup
	noise.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				runtime.GC()
				unix.Kill(unix.Getpid(), unix.SIGURG)
			}
		}
	})
	const timeout = 40 * time.Millisecond
	for i := range 40 {
		waits.Go(func() {
			ctx := context.Background()
			if i%2 == 0 {
				var cancel context.CancelFunc
				ctx, cancel = context.WithCancel(ctx)
				defer cancel()
			}
			start := time.Now()
			var err error
			if i%4 < 2 {
				err = h.Semop(ctx, set, down, timeout)
			} else {
				_, _, err = h.Msgrcv(ctx, queue, nil, 0, 0, timeout)
			}
			if took := time.Since(start); !errors.Is(err, EAGAIN) || took < timeout {
				t.Errorf("%v after %v", err, took)
			}
		})
	}
	waits.Wait()
	close(stop)
	noise.Wait()
}

func TestRemovalBetweenAttempts(t *testing.T) {
	h := NewHost()
	for _, tc := range []struct {
		name    string
		seen    bool
		answers []unix.Errno
		want    unix.Errno
	}{
		{"first attempt", false, []unix.Errno{unix.EINVAL}, unix.EINVAL},
		{"after a failed try", true, []unix.Errno{unix.EINVAL}, unix.EIDRM},
		{"after a signal", false, []unix.Errno{unix.EINTR, unix.EINVAL}, unix.EIDRM},
		{"signals, then done", false, []unix.Errno{unix.EINTR, unix.EINTR, 0}, 0},
		{"signals, then another error", false, []unix.Errno{unix.EINTR, unix.EACCES}, unix.EACCES},
	} {
		i := 0
		got := h.wait(nil, Forever, true, tc.seen, func(time.Duration) unix.Errno {
			i++
			return tc.answers[i-1]
		})
		if got != tc.want || i != len(tc.answers) {
			t.Errorf("%s: %v after %d calls, want %v", tc.name, got, i, tc.want)
		}
	}
}

func TestTimeoutIsRecomputed(t *testing.T) {
	var left []time.Duration
	NewHost().wait(nil, time.Minute, true, false, func(d time.Duration) unix.Errno {
		left = append(left, d)
		if len(left) < 3 {
			return unix.EINTR
		}
		return 0
	})
	if left[0] != time.Minute || left[1] >= left[0] || left[2] >= left[1] {
		t.Error(left)
	}
}

// A wait of 300 ms takes next to no processor time.
func TestWaitingIsIdle(t *testing.T) {
	h := NewHost()
	id := newSet(t, h, 1)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	before := processorTime(t)
	if err := h.Semop(ctx, id, down, 300*time.Millisecond); !errors.Is(err, EAGAIN) {
		t.Fatal(err)
	}
	if used := processorTime(t) - before; used > 150*time.Millisecond {
		t.Errorf("%v of processor time", used)
	}
}

func processorTime(t *testing.T) time.Duration {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(unix.TimevalToNsec(u.Utime) + unix.TimevalToNsec(u.Stime))
}

func TestProberSkips(t *testing.T) {
	var p prober
	for range 3 {
		if !p.isDue() {
			t.Fatal("not due though the last attempt went well")
		}
	}
	p.hasFailed()
	skipped := 0
	for !p.isDue() {
		skipped++
	}
	if skipped != probeEvery || !p.isDue() {
		t.Errorf("skipped %d", skipped)
	}
}

// Waits is called for the calls that wait, each time, and for no others.
func TestWaits(t *testing.T) {
	h := NewHost()
	set, queue := newSet(t, h, 1), newQueue(t, h)
	waits := 0
	h.Waits = func() { waits++ }
	ctx := context.Background()
	down, up := []SemOp{{Op: -1}}, []SemOp{{Op: 1}}
	for range 2 * probeEvery {
		h.Semop(ctx, set, up, Forever)
		h.Semop(ctx, set, down, Forever)
		h.Semop(ctx, set, []SemOp{{Op: -1, Flg: IPC_NOWAIT}}, Forever)
		h.Msgsnd(ctx, queue, 1, nil, 0, Forever)
		h.Msgrcv(ctx, queue, nil, 1, 0, Forever)
		h.Semop(ctx, set, down, 0)
	}
	if waits != 0 {
		t.Errorf("called %d times where nothing waits", waits)
	}
	for n := range 2 * probeEvery {
		h.Semop(ctx, set, down, time.Microsecond)
		h.Msgrcv(ctx, queue, nil, 1, 0, time.Microsecond)
		if waits != 2*(n+1) {
			t.Fatalf("called %d times for %d", waits, 2*(n+1))
		}
	}
}

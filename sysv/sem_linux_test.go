//go:build amd64 || arm64

package sysv

import (
	"context"
	"errors"
	"testing"
	"time"
)

var up = []SemOp{{Num: 0, Op: 1}}

func TestSemopDoesNotAllocate(t *testing.T) {
	h := NewHost()
	id := newSet(t, h, 1)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for name, ctx := range map[string]context.Context{"nil": nil, "background": context.Background(), "cancellable": ctx} {
		for _, timeout := range []time.Duration{Forever, time.Minute, 0} {
			n := testing.AllocsPerRun(100, func() {
				if h.Semop(ctx, id, up, Forever) != nil || h.Semop(ctx, id, down, timeout) != nil {
					t.Error("failed")
				}
			})
			if n != 0 {
				t.Errorf("%s, %v: %v allocations", name, timeout, n)
			}
		}
		if _, err := h.Semctl(id, 0, SETVAL, 1000); err != nil {
			t.Fatal(err)
		}
		if n := testing.AllocsPerRun(100, func() {
			h.semop.hasFailed() // straight to the call that blocks
			if h.Semop(ctx, id, down, Forever) != nil {
				t.Error("failed")
			}
		}); n != 0 {
			t.Errorf("%s, straight: %v allocations", name, n)
		}
	}
}

func TestMayBlock(t *testing.T) {
	for _, tc := range []struct {
		ops  []SemOp
		want bool
	}{
		{nil, false},
		{[]SemOp{{Op: 1}}, false},
		{[]SemOp{{Op: -1}}, true},
		{[]SemOp{{Op: 0}}, true},
		{[]SemOp{{Op: -1, Flg: IPC_NOWAIT | SEM_UNDO}}, false},
		{[]SemOp{{Op: 1}, {Op: 0, Flg: SEM_UNDO}}, true},
	} {
		if got := mayBlock(tc.ops); got != tc.want {
			t.Errorf("%v: %v", tc.ops, got)
		}
	}
}

func TestSemopLeavesItsArgument(t *testing.T) {
	h := NewHost()
	id := newSet(t, h, 1)
	ops := []SemOp{{Op: 1}, {Op: -1, Flg: SEM_UNDO}}
	if err := h.Semop(nil, id, ops, Forever); err != nil || ops[1].Flg != SEM_UNDO {
		t.Error(ops, err)
	}
}

func TestSemopLengths(t *testing.T) {
	h := NewHost()
	id := newSet(t, h, 1)
	for _, timeout := range []time.Duration{Forever, 0, time.Hour} {
		if err := h.Semop(nil, id, nil, timeout); !errors.Is(err, EINVAL) {
			t.Error("none:", err)
		}
		ops := make([]SemOp, 100_000)
		if err := h.Semop(nil, id, ops, timeout); !errors.Is(err, E2BIG) {
			t.Error("too many:", err)
		}
		if err := h.Semop(nil, id, ops[:3*probeOps], timeout); err != nil {
			t.Error("many:", err)
		}
	}
}

// Whether a first attempt is made or not, who waits counts as one.
func TestStraightAndProbingWait(t *testing.T) {
	h := NewHost()
	id := newSet(t, h, 1)
	for range 2 * probeEvery {
		result := make(chan error)
		go func() { result <- h.Semop(nil, id, down, Forever) }()
		awaitWaiters(t, h, id, 1)
		if err := h.Semop(nil, id, up, Forever); err != nil {
			t.Fatal(err)
		}
		if err := <-result; err != nil {
			t.Fatal(err)
		}
	}
}

func TestSetvalIsAnInt(t *testing.T) {
	h := NewHost()
	id := newSet(t, h, 2)
	for _, tc := range []struct {
		value int
		want  Errno
	}{{0, 0}, {1, 0}, {32767, 0}, {32768, ERANGE}, {-1, ERANGE}, {1<<32 + 5, ERANGE}, {-1 << 63, ERANGE}} {
		_, err := h.Semctl(id, 1, SETVAL, tc.value)
		if tc.want == 0 && err != nil || tc.want != 0 && !errors.Is(err, tc.want) {
			t.Errorf("%d: %v", tc.value, err)
		}
		if got, err := h.Semctl(id, 1, GETVAL, nil); tc.want == 0 && got != tc.value || err != nil {
			t.Error(got, err)
		}
	}
}

func TestOpNames(t *testing.T) {
	h := NewHost()
	for timeout, want := range map[time.Duration]string{Forever: "semop", 0: "semtimedop", time.Second: "semtimedop"} {
		var e *Error
		if err := h.Semop(nil, -1, down, timeout); !errors.As(err, &e) || e.Op != want || e.Object != -1 {
			t.Error(err)
		}
	}
}

func BenchmarkSemopPair(b *testing.B) {
	h := NewHost()
	id := newSet(b, h, 1)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	b.Run("raw", func(b *testing.B) {
		for b.Loop() {
			if rawSemopNow(id, &up[0], 1) != 0 || rawSemopNow(id, &down[0], 1) != 0 {
				b.Fatal("failed")
			}
		}
	})
	for _, bc := range []struct {
		name string
		ctx  context.Context
	}{{"background", context.Background()}, {"cancellable", ctx}} {
		b.Run(bc.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if h.Semop(bc.ctx, id, up, Forever) != nil || h.Semop(bc.ctx, id, down, Forever) != nil {
					b.Fatal("failed")
				}
			}
		})
		b.Run(bc.name+"/straight", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				h.semop.hasFailed()
				if h.Semop(bc.ctx, id, up, Forever) != nil || h.Semop(bc.ctx, id, down, Forever) != nil {
					b.Fatal("failed")
				}
			}
			h.semop.skip.Store(0)
		})
	}
}

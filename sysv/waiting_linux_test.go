//go:build amd64 || arm64

package sysv

import (
	"context"
	"os"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"time"
)

func TestParseSyscall(t *testing.T) {
	args := [6]uint64{0x8000, 0x7ffe42, 1}
	for text, ok := range map[string]bool{
		"220 0x8000 0x7ffe42 0x1 0x0 0x0 0x0 0x7ffe40 0x7f3a12\n": true,
		"running\n":               false,
		"-1 0x7ffe40 0x7f3a12\n":  false,
		"":                        false,
		"220 a b c d e f g h\n":   false,
		"x 0x0 0 0 0 0 0 0x0 0x0": false,
	} {
		call, got, parsed := parseSyscall(text)
		if parsed != ok || ok && (call != 220 || got != args) {
			t.Errorf("%q: %d %v %v", text, call, got, parsed)
		}
	}
}

// Threads of this process are seen like any other's.
func TestWaitingAll(t *testing.T) {
	h := NewHost()
	set, queue := newSet(t, h, 2), newQueue(t, h)
	ctx, cancel := context.WithCancel(context.Background())
	ops := []SemOp{{Num: 1, Op: 1}, {Num: 0, Op: -1, Flg: SEM_UNDO}}
	ended := make(chan error, 2)
	go func() { ended <- h.Semop(ctx, set, ops, time.Hour) }()
	go func() {
		_, _, err := h.Msgrcv(ctx, queue, make([]byte, 10), -5, 0, Forever)
		ended <- err
	}()
	var waiting Waiting
	for len(waiting.On(Semaphore, set)) == 0 || len(waiting.On(Queue, queue)) == 0 {
		var err error
		if waiting, err = WaitingAll(); err != nil {
			t.Fatal(err)
		}
		if asleep, err := Asleep(Semaphore, set); err != nil {
			t.Skip(asleep, err)
		}
		runtime.Gosched()
	}
	name := LifeOf(os.Getpid()).Name
	if want := []Waiter{{PID: os.Getpid(), Name: name, Call: "semop", Ops: ops}}; !reflect.DeepEqual(waiting.On(Semaphore, set), want) {
		t.Errorf("%+v, want %+v", waiting.On(Semaphore, set), want)
	}
	if want := []Waiter{{PID: os.Getpid(), Name: name, Call: "msgrcv", Type: -5}}; !reflect.DeepEqual(waiting.On(Queue, queue), want) {
		t.Errorf("%+v, want %+v", waiting.On(Queue, queue), want)
	}
	cancel()
	<-ended
	<-ended
	if waiting, _ = WaitingAll(); len(waiting.On(Semaphore, set))+len(waiting.On(Queue, queue)) > 0 {
		t.Error(waiting)
	}
}

func TestLifeOf(t *testing.T) {
	l := LifeOf(os.Getpid())
	if age := time.Since(l.Start); !l.Running || l.Name == "" || age < 0 || age > time.Hour {
		t.Error(l)
	}
	if !slices.Equal(CommandLine(os.Getpid()), os.Args) {
		t.Error(CommandLine(os.Getpid()))
	}
	// A child that has ended is a zombie until somebody waits for it.
	p, err := os.StartProcess("/proc/self/exe", []string{"x", "-test.run=^$"}, &os.ProcAttr{Env: append(os.Environ(), roleVariable+"=")})
	if err != nil {
		t.Fatal(err)
	}
	for LifeOf(p.Pid).Running {
		runtime.Gosched()
	}
	if CommandLine(p.Pid) != nil {
		t.Error(CommandLine(p.Pid))
	}
	if _, err := p.Wait(); err != nil {
		t.Fatal(err)
	}
	for _, pid := range []int{p.Pid, 0, -1, 1 << 30} {
		if l := LifeOf(pid); l != (Life{}) {
			t.Error(pid, l)
		}
	}
}

func TestColumns(t *testing.T) {
	f, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if n := Columns(f); n != 0 {
		t.Error(n)
	}
}

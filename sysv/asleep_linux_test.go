//go:build amd64 || arm64

package sysv

import (
	"context"
	"errors"
	"runtime"
	"testing"
)

func TestAsleep(t *testing.T) {
	h := NewHost()
	set, err := h.Semget(IPC_PRIVATE, 1, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	queue, err := h.Msgget(IPC_PRIVATE, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 2)
	wake := map[Kind]func(){
		Semaphore: func() { h.Semctl(set, 0, IPC_RMID, nil) },
		Queue:     func() { h.Msgctl(queue, IPC_RMID, nil) },
	}
	calls := map[Kind]func() error{
		Semaphore: func() error { return h.Semop(context.Background(), set, []SemOp{{Op: -1}}, Forever) },
		Queue: func() error {
			_, _, err := h.Msgrcv(context.Background(), queue, make([]byte, 8), 0, 0, Forever)
			return err
		},
	}
	ids := map[Kind]int{Semaphore: set, Queue: queue}
	for kind, call := range calls {
		if asleep, err := Asleep(kind, ids[kind]); err != nil {
			t.Skip(err)
		} else if asleep {
			t.Errorf("%s: somebody sleeps before anybody called", kind)
		}
		go func() { ended <- call() }()
		for asleep := false; !asleep; runtime.Gosched() {
			if asleep, err = Asleep(kind, ids[kind]); err != nil {
				t.Fatal(err)
			}
		}
		if asleep, _ := Asleep(kind, ids[kind]+1); asleep {
			t.Errorf("%s: somebody sleeps in another object", kind)
		}
		wake[kind]()
		if err := <-ended; !errors.Is(err, EIDRM) {
			t.Error(kind, err)
		}
		if asleep, _ := Asleep(kind, ids[kind]); asleep {
			t.Errorf("%s: somebody still sleeps", kind)
		}
	}
}

//go:build amd64 || arm64

package sysv

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

func TestMessages(t *testing.T) {
	h := NewHost()
	id := newQueue(t, h)
	long := bytes.Repeat([]byte("0123456789abcdef"), 512) // msgmax
	for i, text := range [][]byte{nil, {}, []byte("x"), []byte("a\x00b"), long} {
		if err := h.Msgsnd(nil, id, int64(i+1), text, 0, Forever); err != nil {
			t.Fatal(err)
		}
		buf := make([]byte, len(text)+3)
		n, mtype, err := h.Msgrcv(nil, id, buf, 0, 0, Forever)
		if err != nil || mtype != int64(i+1) || !bytes.Equal(buf[:n], text) || !bytes.Equal(buf[n:], []byte{0, 0, 0}) {
			t.Errorf("%d: %d bytes, type %d, %v", i, n, mtype, err)
		}
	}
	for _, tc := range []struct {
		mtype int64
		text  []byte
	}{{0, nil}, {-1, nil}, {1, make([]byte, len(long)+1)}, {1, make([]byte, 1<<24)}} {
		if err := h.Msgsnd(nil, id, tc.mtype, tc.text, 0, Forever); !errors.Is(err, EINVAL) {
			t.Errorf("type %d, %d bytes: %v", tc.mtype, len(tc.text), err)
		}
	}
	if err := h.Msgsnd(nil, id, 1<<62, []byte("text"), 0, Forever); err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.Msgrcv(nil, id, make([]byte, 3), 0, 0, Forever); !errors.Is(err, E2BIG) {
		t.Error(err)
	}
	if _, _, err := h.Msgrcv(nil, id, make([]byte, 3), 0, MSG_COPY, Forever); !errors.Is(err, EINVAL) {
		t.Error("MSG_COPY without IPC_NOWAIT:", err)
	}
	buf := make([]byte, 2)
	n, mtype, err := h.Msgrcv(nil, id, buf, 0, MSG_NOERROR, Forever)
	if n != 2 || mtype != 1<<62 || string(buf) != "te" || err != nil {
		t.Error(n, mtype, err)
	}
	if _, _, err := h.Msgrcv(nil, id, nil, 0, IPC_NOWAIT, Forever); !errors.Is(err, ENOMSG) {
		t.Error(err)
	}
	if _, _, err := h.Msgrcv(nil, id, nil, 0, 0, 0); !errors.Is(err, EAGAIN) {
		t.Error(err)
	}
}

// One process's messages share buffers: no text must reach the wrong receiver.
func TestMessagesInParallel(t *testing.T) {
	h := NewHost()
	id := newQueue(t, h)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var all sync.WaitGroup
	for worker := range 4 {
		text := bytes.Repeat([]byte{byte('a' + worker)}, 700*(worker+1))
		all.Go(func() {
			for range 500 {
				if err := h.Msgsnd(ctx, id, int64(worker+1), text, 0, Forever); err != nil {
					t.Error(err)
					return
				}
			}
		})
		all.Go(func() {
			buf := make([]byte, 4096)
			for range 500 {
				n, _, err := h.Msgrcv(ctx, id, buf, int64(worker+1), 0, time.Minute)
				if err != nil || !bytes.Equal(buf[:n], text) {
					t.Errorf("%d bytes, %v", n, err)
					return
				}
			}
		})
	}
	all.Wait()
}

func TestFullQueueTimesOut(t *testing.T) {
	h := NewHost()
	id := newQueue(t, h)
	text := make([]byte, 8192)
	for range 2 {
		if err := h.Msgsnd(nil, id, 1, text, 0, Forever); err != nil {
			t.Fatal(err)
		}
	}
	for _, timeout := range []time.Duration{0, time.Millisecond} {
		if err := h.Msgsnd(nil, id, 1, text, 0, timeout); !errors.Is(err, EAGAIN) {
			t.Error(timeout, err)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	if err := h.Msgsnd(ctx, id, 1, text, 0, time.Minute); !errors.Is(err, EINTR) {
		t.Error(err)
	}
}

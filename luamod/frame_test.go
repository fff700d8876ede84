package luamod

import (
	"bytes"
	"io"
	"reflect"
	"testing"
)

func TestFrames(t *testing.T) {
	for _, n := range []int{0, 1, 1000, 1<<20 - 1, 1 << 20, 3 << 20} {
		want := bytes.Repeat([]byte{7}, n)
		r := bytes.NewReader(newFrame(want[:n/2], want[n/2:]))
		if got, err := readFrame(r); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes: %d, %v", n, len(got), err)
		}
		if _, err := readFrame(r); err != io.EOF {
			t.Errorf("after %d bytes: %v", n, err)
		}
	}
	for _, job := range []Job{{Message: []byte("m")}, {Message: []byte{}, Index: 300}} {
		if got, err := readJob(bytes.NewReader(jobFrame(job))); err != nil || !reflect.DeepEqual(got, job) {
			t.Errorf("%v: %v, %v", job, got, err)
		}
	}
}

func TestOutcomes(t *testing.T) {
	for _, o := range []outcome{{kind: returned, values: []byte("v")}, {kind: failure, message: "m", traceback: "t", values: []byte{}}} {
		if got := outcomeOf(o.encode()); !reflect.DeepEqual(got, o) {
			t.Errorf("%v: %v", o, got)
		}
	}
}

func FuzzFrame(f *testing.F) {
	f.Add(jobFrame(Job{Message: []byte("message"), Index: 3}))
	f.Add(newFrame(outcome{kind: failure, message: "m", traceback: "t", values: []byte("v")}.encode()))
	f.Add([]byte{0, 0, 0, 0, 0, 1, 0, 0, 1})
	f.Add([]byte{255, 255, 255, 255, 255, 255, 255, 255})
	f.Add(newFrame([]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}))
	f.Fuzz(func(t *testing.T, b []byte) {
		frame, err := readFrame(bytes.NewReader(b))
		if err != nil {
			return
		}
		if !bytes.HasPrefix(b, newFrame(frame)) {
			t.Fatalf("%x is read as %x", b, frame)
		}
		if job, err := readJob(bytes.NewReader(b)); err == nil {
			again, err := readJob(bytes.NewReader(jobFrame(job)))
			if err != nil || !reflect.DeepEqual(again, job) {
				t.Fatalf("%v comes back as %v, %v", job, again, err)
			}
		}
		o := outcomeOf(frame)
		if again := outcomeOf(o.encode()); o.kind != nothing && !reflect.DeepEqual(again, o) {
			t.Fatalf("%v comes back as %v", o, again)
		}
	})
}

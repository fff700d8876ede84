package sysv

import (
	"testing"
	"time"
)

// Nanotime is the clock that Monotonic reads.
func TestNanotime(t *testing.T) {
	before := Monotonic()
	n := Nanotime()
	after := Monotonic()
	const slack = float64(time.Millisecond) / 1e9
	if s := float64(n) / 1e9; s < before-slack || s > after+slack {
		t.Errorf("%v is not between %v and %v", s, before, after)
	}
}

package sysv

import "golang.org/x/sys/unix"

// Monotonic is CLOCK_MONOTONIC in seconds: one clock for all processes.
func Monotonic() float64 {
	var ts unix.Timespec
	if unix.ClockGettime(unix.CLOCK_MONOTONIC, &ts) != nil {
		return 0
	}
	return float64(ts.Sec) + float64(ts.Nsec)/1e9
}

package sysv

import (
	"os"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// LifeOf looks a process up. Where /proc hides it (hidepid, proc(5)), kill(2)
// with signal 0 still tells whether it exists.
func LifeOf(pid int) Life {
	if text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat"); err == nil {
		if l, ok := parseStat(string(text), Booted()); ok {
			return l
		}
	}
	return Life{Running: pid > 0 && unix.Kill(pid, 0) != unix.ESRCH}
}

// Booted is when the machine was, by the clock of now.
func Booted() time.Time {
	var up unix.Timespec
	if unix.ClockGettime(unix.CLOCK_BOOTTIME, &up) != nil {
		return time.Time{}
	}
	return time.Now().Add(-time.Duration(up.Nano()))
}

package sysv

import (
	"strconv"
	"strings"
	"time"
)

// Life is what can be told of a process by its id.
type Life struct {
	Running bool      // it exists and is no zombie
	Name    string    // comm, as in ps(1); "" where /proc does not tell
	Start   time.Time // zero where /proc does not tell
}

// tick is the unit of times in /proc, USER_HZ (time(7)): 100 to the second on
// every architecture that the Host knows.
const tick = 10 * time.Millisecond

// parseStat reads the text of /proc/PID/stat (proc_pid_stat(5)): a name in
// parentheses, which may have some in it, a state, and in field 22 when the
// process started, in ticks since the machine was booted at boot.
func parseStat(text string, boot time.Time) (Life, bool) {
	open, end := strings.IndexByte(text, '('), strings.LastIndexByte(text, ')')
	if open < 0 || end < open {
		return Life{}, false
	}
	const state, start = 3, 22 // the first field after the name is number 3
	fields := strings.Fields(text[end+1:])
	if len(fields) <= start-state {
		return Life{}, false
	}
	ticks, err := strconv.ParseInt(fields[start-state], 10, 64)
	if err != nil {
		return Life{}, false
	}
	return Life{
		Running: !strings.Contains("ZXx", fields[0]),
		Name:    text[open+1 : end],
		Start:   boot.Add(time.Duration(ticks) * tick),
	}, true
}

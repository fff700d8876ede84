//go:build !unix

package lua51

import "time"

var started = time.Now()

// cpuTime is the time since the start: a bound of what the process has used.
func cpuTime() time.Duration { return time.Since(started) }

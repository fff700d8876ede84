package sysv

import (
	"strconv"
	"strings"
)

// Process is one that has a segment mapped.
type Process struct {
	PID      int
	Name     string // comm, as in ps(1)
	ReadOnly bool   // all of its mappings are
	Count    int    // how many times
}

// parseMaps looks for a segment in the text of /proc/PID/maps, where the name
// of a segment's file is its key and the inode its id. A mapping that was split
// counts once, at its beginning.
func parseMaps(text string, id int) (count int, readOnly bool) {
	readOnly = true
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) < 6 || !strings.HasPrefix(fields[5], "/SYSV") || fields[4] != strconv.Itoa(id) {
			continue
		}
		if strings.Contains(fields[1], "w") {
			readOnly = false
		}
		if strings.Trim(fields[2], "0") == "" {
			count++
		}
	}
	return count, readOnly && count > 0
}

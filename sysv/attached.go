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

// Attached tells which processes of this IPC namespace have a segment mapped,
// in the order of their ids. Processes that this one may not look into are left
// out: when the Counts sum up to less than the segment's Nattch, there are some.
func Attached(id int) ([]Process, error) {
	all, err := AttachedAll()
	return all[id], err
}

// mapping is what one process has of one segment.
type mapping struct {
	writable bool
	count    int
}

// parseMaps finds the segments, by id, in the text of /proc/PID/maps, where the
// name of a segment's file is its key and the inode its id. A mapping that was
// split counts once, at its beginning.
func parseMaps(text string) map[int]mapping {
	const mark = "/SYSV"
	if !strings.Contains(text, mark) {
		return nil
	}
	found := map[int]mapping{}
	for line := range strings.Lines(text) {
		if !strings.Contains(line, mark) {
			continue
		}
		fields := strings.Fields(line)
		if len(fields) < 6 || !strings.HasPrefix(fields[5], mark) {
			continue
		}
		id, err := strconv.Atoi(fields[4])
		if err != nil {
			continue
		}
		m := found[id]
		m.writable = m.writable || strings.Contains(fields[1], "w")
		if strings.Trim(fields[2], "0") == "" {
			m.count++
		}
		found[id] = m
	}
	return found
}

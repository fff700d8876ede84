package sysv

import (
	"os"
	"slices"
	"strconv"
	"strings"
)

// Attached tells which processes of this IPC namespace have a segment mapped,
// in the order of their ids, from /proc/PID/maps (proc(5)). Processes that this
// one may not look into are left out: when the Counts sum up to less than the
// segment's Nattch, there are some.
func Attached(id int) ([]Process, error) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, &Error{Op: "attached", Object: id, Errno: statErrno(err), Why: err.Error()}
	}
	namespace, err := os.Readlink("/proc/self/ns/ipc")
	if err != nil {
		return nil, &Error{Op: "attached", Object: id, Errno: statErrno(err), Why: err.Error()}
	}
	var list []Process
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		dir := "/proc/" + entry.Name()
		maps, err := os.ReadFile(dir + "/maps")
		if err != nil {
			continue
		}
		count, readOnly := parseMaps(string(maps), id)
		if count == 0 {
			continue
		}
		// The same id is another segment in another namespace.
		if other, err := os.Readlink(dir + "/ns/ipc"); err != nil || other != namespace {
			continue
		}
		comm, err := os.ReadFile(dir + "/comm")
		if err != nil {
			continue
		}
		list = append(list, Process{PID: pid, Name: strings.TrimSuffix(string(comm), "\n"), ReadOnly: readOnly, Count: count})
	}
	slices.SortFunc(list, func(a, b Process) int { return a.PID - b.PID })
	return list, nil
}

package sysv

import (
	"os"
	"slices"
	"strconv"
	"strings"
)

// AttachedAll is [Attached] for all segments at once, by their ids, from one
// reading of every /proc/PID/maps (proc(5)).
func AttachedAll() (map[int][]Process, error) {
	pids, err := processes()
	if err != nil {
		return nil, err
	}
	namespace, err := os.Readlink("/proc/self/ns/ipc")
	if err != nil {
		return nil, procError(err)
	}
	all := map[int][]Process{}
	for _, pid := range pids {
		dir := "/proc/" + strconv.Itoa(pid)
		maps, err := os.ReadFile(dir + "/maps")
		if err != nil {
			continue
		}
		found := parseMaps(string(maps))
		if len(found) == 0 {
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
		name := strings.TrimSuffix(string(comm), "\n")
		for id, m := range found {
			if m.count > 0 {
				all[id] = append(all[id], Process{PID: pid, Name: name, ReadOnly: !m.writable, Count: m.count})
			}
		}
	}
	return all, nil
}

// processes gives the ids of all that /proc shows, in their order.
func processes() ([]int, error) {
	dir, err := os.Open("/proc")
	if err != nil {
		return nil, procError(err)
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return nil, procError(err)
	}
	var pids []int
	for _, name := range names {
		if pid, err := strconv.Atoi(name); err == nil {
			pids = append(pids, pid)
		}
	}
	slices.Sort(pids)
	return pids, nil
}

func procError(err error) error {
	return &Error{Op: "open", Object: "/proc", Errno: statErrno(err), Why: err.Error()}
}

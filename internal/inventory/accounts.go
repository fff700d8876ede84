package inventory

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// Accounts finds the names of users and groups, each once: in the machine's files
// (passwd(5), group(5)), and elsewhere by getent(1), where it is. Package os/user
// would make the C library part of the program, whose start then takes a third
// longer.
type Accounts struct {
	users, groups map[uint32]string
}

// User gives a user's name, or the number where there is none.
func (a *Accounts) User(uid uint32) string {
	if a.users == nil {
		a.users = readNames("/etc/passwd")
	}
	return remember(a.users, "passwd", uid)
}

// Group gives a group's name, or the number where there is none.
func (a *Accounts) Group(gid uint32) string {
	if a.groups == nil {
		a.groups = readNames("/etc/group")
	}
	return remember(a.groups, "group", gid)
}

// readNames reads a database: name:password:id:… . The first of several names is
// taken, as C's functions do.
func readNames(path string) map[uint32]string {
	names := map[uint32]string{}
	text, _ := os.ReadFile(path) // without one there are numbers
	for line := range strings.Lines(string(text)) {
		addName(names, line)
	}
	return names
}

func addName(names map[uint32]string, line string) {
	fields := strings.SplitN(line, ":", 4)
	if len(fields) < 3 || fields[0] == "" || strings.HasPrefix(fields[0], "#") {
		return
	}
	id, err := strconv.ParseUint(strings.TrimSpace(fields[2]), 10, 32)
	if _, known := names[uint32(id)]; err == nil && !known {
		names[uint32(id)] = fields[0]
	}
}

func remember(names map[uint32]string, database string, id uint32) string {
	if _, known := names[id]; !known {
		number := strconv.FormatUint(uint64(id), 10)
		line, _ := exec.Command("getent", database, number).Output() // fails where nobody has the id
		addName(names, string(line))
		if _, known := names[id]; !known {
			names[id] = number
		}
	}
	return names[id]
}

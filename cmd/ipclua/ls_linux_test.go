//go:build amd64 || arm64

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// utility is another program that shows objects.
func utility(t *testing.T, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("no %s of util-linux to compare with", name)
	}
	cmd := exec.Command(path, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C", "TZ=UTC")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v: %s", name, args, err, out)
	}
	return string(out)
}

// listed is what ipclua ls --json shows, a kind's objects as they come.
func listed(t *testing.T) map[string][]map[string]any {
	t.Helper()
	out, complaints, code := ipclua(t, os.Getuid(), "ls", "--json", "--all-users")
	if code != 0 || complaints != "" {
		t.Fatal(code, complaints, out)
	}
	all := map[string][]map[string]any{}
	decode(t, out, &all)
	return all
}

// decode reads JSON and leaves numbers as they are written: some lsipc quote
// them.
func decode(t *testing.T, text string, to any) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(to); err != nil {
		t.Fatal(err, text)
	}
}

// field follows names into an object and gives the text of what is there.
func field(object map[string]any, names ...string) string {
	var v any = object
	for _, name := range names {
		v = v.(map[string]any)[name]
	}
	return fmt.Sprint(v)
}

func integer(t *testing.T, object map[string]any, names ...string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(field(object, names...), 10, 64)
	if err != nil {
		t.Fatalf("%v: %v", names, err)
	}
	return n
}

// A moment as lsipc shows it; null for never.
func moment(seconds int64) string {
	if seconds == 0 {
		return "<nil>"
	}
	return time.Unix(seconds, 0).UTC().Format("2006-01-02T15:04:05-07:00")
}

// Every column of lsipc has its field.
func TestAgreesWithLsipc(t *testing.T) {
	owner(t, os.Getuid(), someObjects)
	common := []string{"KEY", "ID", "OWNER", "PERMS", "CUID", "CUSER", "CGID", "CGROUP", "UID", "USER", "GID", "GROUP", "CTIME"}
	for _, kind := range []struct {
		option, theirs, ours, prefix string
		columns                      []string
	}{
		{"-m", "sharedmemory", "segments", "shm_", []string{"SIZE", "NATTCH", "STATUS", "ATTACH", "DETACH", "COMMAND", "CPID", "LPID"}},
		{"-s", "semaphores", "semaphores", "sem_", []string{"NSEMS", "OTIME"}},
		{"-q", "messages", "queues", "msg_", []string{"USEDBYTES", "MSGS", "SEND", "RECV", "LSPID", "LRPID"}},
	} {
		columns := append(slices.Clone(common), kind.columns...)
		theirs := map[string][]map[string]any{}
		out := utility(t, "lsipc", kind.option, "--json", "--bytes", "--time-format=iso", "--notruncate", "--output", strings.Join(columns, ","))
		decode(t, out, &theirs)
		byID := map[string]map[string]any{} // they list in the order of the kernel's table
		for _, their := range theirs[kind.theirs] {
			byID[field(their, "id")] = their
		}
		ours := listed(t)[kind.ours]
		if len(ours) != len(byID) || len(ours) < 2 {
			t.Fatal(len(ours), out)
		}
		for _, o := range ours {
			for _, column := range columns {
				their := fmt.Sprint(byID[field(o, "id")][strings.ToLower(column)])
				if our := lsipcColumn(t, o, kind.prefix, column); our != their {
					t.Errorf("%s %s: %s is %s, for lsipc %s", kind.ours, field(o, "id"), column, our, their)
				}
			}
		}
	}
}

// lsipcColumn shows a field as lsipc does.
func lsipcColumn(t *testing.T, o map[string]any, prefix, column string) string {
	t.Helper()
	lower := strings.ToLower(column)
	switch column {
	case "KEY":
		return fmt.Sprintf("0x%08x", integer(t, o, prefix+"perm", "key"))
	case "ID":
		return field(o, "id")
	case "OWNER", "USER":
		return field(o, "owner")
	case "GROUP":
		return field(o, "group")
	case "CUSER":
		return field(o, "creator")
	case "CGROUP":
		return field(o, "creator_group")
	case "PERMS":
		return os.FileMode(integer(t, o, prefix+"perm", "mode") & 0o777).String()[1:]
	case "CUID", "CGID", "UID", "GID":
		return field(o, prefix+"perm", lower)
	case "SIZE":
		return field(o, "shm_segsz")
	case "STATUS":
		for _, status := range [][2]string{{"removed", "dest"}, {"locked", "locked"}} {
			if field(o, status[0]) == "true" {
				return status[1]
			}
		}
		return "<nil>"
	case "CTIME", "OTIME":
		return moment(integer(t, o, prefix+lower))
	case "ATTACH":
		return moment(integer(t, o, "shm_atime"))
	case "DETACH":
		return moment(integer(t, o, "shm_dtime"))
	case "SEND":
		return moment(integer(t, o, "msg_stime"))
	case "RECV":
		return moment(integer(t, o, "msg_rtime"))
	case "COMMAND":
		words := o["cpid"].(map[string]any)["command"].([]any)
		return strings.Trim(fmt.Sprint(words), "[]")
	case "USEDBYTES":
		return field(o, "msg_cbytes")
	case "MSGS":
		return field(o, "msg_qnum")
	}
	return field(o, prefix+lower)
}

// So has every number that ipcs -i shows.
func TestAgreesWithIpcs(t *testing.T) {
	owner(t, os.Getuid(), someObjects)
	names := map[string]map[string]string{
		"segments":   {"bytes": "shm_segsz", "lpid": "shm_lpid", "cpid": "shm_cpid", "nattch": "shm_nattch", "att_time": "shm_atime", "det_time": "shm_dtime", "change_time": "shm_ctime"},
		"semaphores": {"nsems": "sem_nsems", "otime": "sem_otime", "ctime": "sem_ctime"},
		"queues":     {"cbytes": "msg_cbytes", "qbytes": "msg_qbytes", "qnum": "msg_qnum", "lspid": "msg_lspid", "lrpid": "msg_lrpid", "send_time": "msg_stime", "rcv_time": "msg_rtime", "change_time": "msg_ctime"},
	}
	pair := regexp.MustCompile(`(\w+) ?= ?(Not set|\w{3} \w{3} [ \d]+ [\d:]+ \d{4}|\w+)`)
	row := regexp.MustCompile(`(?m)^(\d+) +(\d+) +(\d+) +(\d+) +(\d+)`)
	for kind, option := range map[string]string{"segments": "-m", "semaphores": "-s", "queues": "-q"} {
		prefix := map[string]string{"segments": "shm_", "semaphores": "sem_", "queues": "msg_"}[kind]
		for _, o := range listed(t)[kind] {
			out := utility(t, "ipcs", option, "-i", field(o, "id"))
			seen := 0
			for _, found := range pair.FindAllStringSubmatch(out, -1) {
				name, their := found[1], found[2]
				our := ""
				switch name {
				case "shmid", "semid", "msqid":
					our = field(o, "id")
				case "uid", "gid", "cuid", "cgid":
					our = field(o, prefix+"perm", name)
				case "mode":
					our = fmt.Sprintf("0%o", integer(t, o, prefix+"perm", "mode"))
				case "access_perms":
					our = fmt.Sprintf("0%o", integer(t, o, prefix+"perm", "mode")&0o777)
				default:
					if names[kind][name] == "" {
						t.Errorf("%s: there is nothing for %s", kind, name)
						continue
					}
					our = field(o, names[kind][name])
					if strings.HasSuffix(name, "time") {
						our = "Not set"
						if at := integer(t, o, names[kind][name]); at != 0 {
							our = time.Unix(at, 0).UTC().Format(time.ANSIC)
						}
					}
				}
				if our != their {
					t.Errorf("%s %s: %s is %s, for ipcs %s", kind, field(o, "id"), name, our, their)
				}
				seen++
			}
			if want := len(names[kind]) + 6; seen < want { // the id, four owners, the mode
				t.Errorf("%s: only %d of %d in %s", kind, seen, want, out)
			}
			if kind == "semaphores" {
				var ours [][]string
				for num, sem := range o["sems"].([]any) {
					s := sem.(map[string]any)
					ours = append(ours, []string{strconv.Itoa(num), field(s, "semval"), field(s, "semncnt"), field(s, "semzcnt"), field(s, "sempid")})
				}
				var theirs [][]string
				for _, found := range row.FindAllStringSubmatch(out, -1) {
					theirs = append(theirs, found[1:])
				}
				if fmt.Sprint(ours) != fmt.Sprint(theirs) {
					t.Errorf("%v, for ipcs %v", ours, theirs)
				}
			}
		}
	}
}

// The table has ipcs' columns.
func TestTableAgreesWithIpcs(t *testing.T) {
	owner(t, os.Getuid(), someObjects)
	lines := func(text, first string) (rows [][]string) {
		for line := range strings.Lines(text) {
			if fields := strings.Fields(line); len(fields) > 5 && strings.HasPrefix(line, first) {
				rows = append(rows, fields)
			}
		}
		return rows
	}
	for option, kind := range map[string]string{"-m": "segment", "-q": "queue"} {
		out, _, _ := ipclua(t, os.Getuid(), "ls", option)
		ours, theirs := lines(out, kind), lines(utility(t, "ipcs", option), "0x")
		if len(ours) != len(theirs) || len(ours) < 2 {
			t.Fatal(out)
		}
		var columns [][]string
		for _, our := range ours { // segment, id, key, owner, mode, bytes; queue …, messages, bytes
			bytes := 5
			if kind == "queue" {
				bytes = 6
			}
			columns = append(columns, []string{our[2], our[1], our[3], strings.TrimLeft(our[4], "0"), our[bytes]})
		}
		for _, their := range theirs { // key, id, owner, perms, bytes
			if !slices.ContainsFunc(columns, func(our []string) bool { return slices.Equal(our, their[:5]) }) {
				t.Errorf("ipcs has %v, not in %v", their[:5], columns)
			}
		}
	}
}

func TestLsForAnother(t *testing.T) {
	needRoot(t)
	pid, _ := owner(t, 0, `s = ipc.segment{ key = 0x6009, size = 100 } ipc.semaphore{ key = 0x6009, values = { 3, 4 } }`)
	out, complaints, code := ipclua(t, nobody, "ls")
	if out != "" || complaints != "ipclua: there are no segments, semaphore sets or queues of yours, but 2 of other users: --all-users shows them\n" || code != 0 {
		t.Error(out, complaints, code)
	}
	out, complaints, code = ipclua(t, nobody, "ls", "--all-users")
	for _, want := range []string{
		`(?m)^segment +\d+  0x00006009  root +0600 +100  1 unseen; creator exe ` + strconv.Itoa(pid) + `$`,
		`(?m)^semaphore +\d+  0x00006009  root +0600  2 hidden  unknown: may not be read$`,
	} {
		if !regexp.MustCompile(want).MatchString(out) {
			t.Errorf("no %s in %s", want, out)
		}
	}
	if complaints != "" || code != 0 {
		t.Error(complaints, code)
	}
	out, _, _ = ipclua(t, nobody, "ls", "-s", "0x6009")
	if !strings.Contains(out, "semaphores     2\n") || !strings.Contains(out, "values         unknown: semctl ") || !strings.Contains(out, "permission denied (EACCES)") {
		t.Error(out)
	}
	out, _, _ = ipclua(t, nobody, "ls", "-s", "--json", "0x6009")
	if !strings.Contains(out, `"sems":null`) || !strings.Contains(out, `"errors":{"sems":"semctl `) {
		t.Error(out)
	}
}

// On a terminal, lines end where it ends.
func TestLsWidth(t *testing.T) {
	owner(t, os.Getuid(), `s = ipc.segment{ key = 0x6009, size = 100 } held = {} for i = 1, 6 do held[i] = ipc.segment{ key = 0x6009 } end ipc.semaphore{ key = 0x6009, count = 300 }`)
	for _, width := range []uint16{60, 200} {
		term, cmd := onTerminal(t, "-e", "io.read() os.execute('ipclua ls')")
		term.resizes(24, width)
		term.types("\n")
		segment := []rune(term.reads(`(segment [^\r]*)\r`)[0])
		set := []rune(term.reads(`(semaphore [^\r]*)\r`)[0])
		cmd.Wait()
		if len(segment) > int(width) || len(set) > int(width) || (width == 60) != (segment[len(segment)-1] == '…') {
			t.Errorf("%d: %s\n%s", width, string(segment), string(set))
		}
	}
}

package sysv

import (
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Machine is what surrounds a process that uses System V IPC, as far as files
// tell.
type Machine struct {
	Proc         bool   // /proc is mounted
	Release      string // the kernel's, "6.18.44"; "" where unknown
	Sandbox      string // "gVisor", "WSL 1", "WSL 2" where another kernel plays Linux
	Container    string // "Docker", "Podman", "Kubernetes", "LXC" …; "" for none
	IPCNamespace string // "ipc:[4026531839]"; "" where the kernel has no namespaces
	Seccomp      bool   // system calls are filtered
	Label        string // the AppArmor or SELinux context, "" for none
	HidePID      string // what hides other users' processes in /proc, "" for nothing
	PtraceScope  int    // kernel.yama.ptrace_scope
	RmidForced   bool   // kernel.shm_rmid_forced: segments go with their last attachment
	RemoveIPC    bool   // systemd-logind removes a user's objects at the end of the last session
}

// InitialIPC is the namespace that the machine begins with.
const InitialIPC = "ipc:[4026531839]"

// Examine reads the files of a machine: os.DirFS("/") is this one.
func Examine(root fs.FS) Machine {
	r := reader{root}
	version := r.text("proc/version")
	m := Machine{
		Release:     r.text("proc/sys/kernel/osrelease"),
		Sandbox:     sandbox(version),
		Container:   r.container(),
		Seccomp:     !slices.Contains([]string{"", "0"}, r.status("Seccomp")),
		Label:       r.text("proc/self/attr/current"),
		HidePID:     r.hidePID(),
		PtraceScope: r.number("proc/sys/kernel/yama/ptrace_scope"),
		RmidForced:  r.number("proc/sys/kernel/shm_rmid_forced") == 1,
		RemoveIPC:   r.removeIPC(),
	}
	m.Proc = version != "" || r.text("proc/self/status") != ""
	m.IPCNamespace, _ = fs.ReadLink(root, "proc/self/ns/ipc")
	return m
}

// sandbox finds out who says it is Linux. gVisor used to say no more than a
// version and a date.
func sandbox(version string) string {
	lower := strings.ToLower(version)
	switch {
	case strings.Contains(lower, "gvisor"), strings.Contains(version, "Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016"):
		return "gVisor"
	case strings.Contains(lower, "wsl2"), strings.Contains(lower, "microsoft-standard"):
		return "WSL 2"
	case strings.Contains(lower, "microsoft"):
		return "WSL 1"
	}
	return ""
}

// reader reads small files; what cannot be read is empty.
type reader struct{ root fs.FS }

func (r reader) text(name string) string {
	text, err := fs.ReadFile(r.root, name)
	if err != nil {
		return ""
	}
	return strings.Trim(string(text), "\x00 \n\t")
}

func (r reader) number(name string) int {
	n, _ := strconv.Atoi(r.text(name))
	return n
}

func (r reader) exists(name string) bool {
	_, err := fs.Stat(r.root, name)
	return err == nil
}

// status gives a field of /proc/self/status.
func (r reader) status(field string) string {
	for line := range strings.Lines(r.text("proc/self/status")) {
		if value, ok := strings.CutPrefix(line, field+":"); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// container goes by the marks that container engines leave.
func (r reader) container() string {
	groups := r.text("proc/1/cgroup")
	switch {
	case r.exists("var/run/secrets/kubernetes.io"), strings.Contains(groups, "kubepods"):
		return "Kubernetes"
	case r.exists(".dockerenv"), strings.Contains(groups, "docker"):
		return "Docker"
	case r.exists("run/.containerenv"), strings.Contains(groups, "libpod"):
		return "Podman"
	case strings.Contains(groups, "/lxc"):
		return "LXC"
	}
	switch name := r.text("run/systemd/container"); name {
	case "", "wsl":
		return ""
	default:
		return name
	}
}

// hidePID looks at the options of the mount at /proc (proc(5)): the values 1, 2
// and 4 have had names since Linux 5.8.
func (r reader) hidePID() string {
	hidden := ""
	for line := range strings.Lines(r.text("proc/self/mountinfo")) {
		fields := strings.Fields(line)
		if len(fields) < 5 || fields[4] != "/proc" {
			continue
		}
		hidden = ""
		for option := range strings.SplitSeq(fields[len(fields)-1], ",") {
			if value, ok := strings.CutPrefix(option, "hidepid="); ok && value != "0" && value != "off" {
				hidden = value
			}
		}
	}
	return hidden
}

// removeIPC reads logind.conf(5), where the last word counts and the default is
// yes.
func (r reader) removeIPC() bool {
	if !r.exists("run/systemd/system") {
		return false
	}
	files := []string{"usr/lib/systemd/logind.conf", "etc/systemd/logind.conf"}
	var more []string
	for _, dir := range []string{"usr/lib", "run", "etc"} {
		found, _ := fs.Glob(r.root, dir+"/systemd/logind.conf.d/*.conf")
		more = append(more, found...)
	}
	slices.SortStableFunc(more, func(a, b string) int { return strings.Compare(path.Base(a), path.Base(b)) })
	removes := true
	for _, file := range append(files, more...) {
		for line := range strings.Lines(r.text(file)) {
			if value, ok := strings.CutPrefix(strings.TrimSpace(line), "RemoveIPC="); ok {
				removes = !slices.Contains([]string{"no", "0", "false", "off", "n", "f"}, strings.ToLower(value))
			}
		}
	}
	return removes
}

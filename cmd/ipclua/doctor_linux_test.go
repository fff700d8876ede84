//go:build amd64 || arm64

package main

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// has looks for a finding.
func (d *doctor) has(g grade, about, part string) bool {
	return slices.ContainsFunc(d.findings, func(f finding) bool {
		return f.grade == g && f.about == about && strings.Contains(f.says+" → "+f.cure, part)
	})
}

// The limits are those of /proc/sys/kernel.
func TestDoctorLimits(t *testing.T) {
	sysvtest.Need(t)
	d := doctor{kernel: sysv.NewHost()}
	d.limits()
	read := func(name string) []string {
		text, err := os.ReadFile("/proc/sys/kernel/" + name)
		if err != nil {
			t.Skip(err)
		}
		return strings.Fields(string(text))
	}
	sem := read("sem") // semmsl, semmns, semopm, semmni
	for about, want := range map[string]string{
		"shmmni": "0 of " + read("shmmni")[0] + " segments",
		"semmni": "0 of " + sem[3] + " semaphore sets",
		"semmns": "0 of " + sem[1] + " semaphores",
		"semmsl": sem[0] + " semaphores, a semop " + sem[2] + " operations",
		"msgmni": "0 of " + read("msgmni")[0] + " queues",
		"msgmax": read("msgmax")[0] + " bytes",
		"msgmnb": read("msgmnb")[0] + " bytes",
	} {
		if !d.has(fine, about, want) {
			t.Errorf("%s: no %q in %v", about, want, d.findings)
		}
	}
}

func TestDoctorNearLimits(t *testing.T) {
	sysvtest.Need(t)
	host, k := sysvtest.Host{}, sysv.NewHost()
	host.SetLimit(t, "shmmni", 5)
	host.SetLimit(t, "semmns", 10)
	owner(t, os.Getuid(), `for i = 1, 4 do ipc.segment{ size = 1 } end ipc.semaphore{ count = 9 } ipc.queue{}:send(1, ("x"):rep(8000)) ipc.queue{ key = 0x6009 }:send(1, ("x"):rep(8192))
		ipc.queue{ key = 0x6009 }:send(1, ("x"):rep(8192))`)
	d := doctor{kernel: k}
	d.objects()
	d.limits()
	d.fullQueues()
	for _, want := range []struct {
		grade
		about, part string
	}{
		{fine, "segments", "made"},
		{lacking, "semaphores", "no space left on device (ENOSPC) → a limit is reached"},
		{fine, "queues", "made"},
		{doubtful, "shmmni", "4 of at most 5 segments: then ENOSPC → 'ipclua ls --all-users' shows"},
		{doubtful, "shmmni", "as root: sysctl -w kernel.shmmni=10"},
		{doubtful, "semmns", "9 of at most 10 semaphores"},
		{fine, "msgmni", "2 of "},
	} {
		if !d.has(want.grade, want.about, want.part) {
			t.Errorf("no %v in %v", want, d.findings)
		}
	}
	full := 0
	for _, f := range d.findings {
		if strings.HasPrefix(f.about, "queue ") {
			full++
			if !strings.HasPrefix(f.says, "nearly full, 16384 of 16384 bytes") {
				t.Error(f)
			}
		}
	}
	if full != 1 {
		t.Error(d.findings)
	}
}

// refusing answers every call that makes an object with an error.
type refusing struct {
	sysv.Kernel
	errno sysv.Errno
}

func (k refusing) Shmget(key sysv.Key, _ uint64, _ int) (int, error) {
	return 0, &sysv.Error{Op: "shmget", Object: key, Errno: k.errno}
}

func (k refusing) Semget(key sysv.Key, _, _ int) (int, error) {
	return 0, &sysv.Error{Op: "semget", Object: key, Errno: k.errno}
}

func (k refusing) Msgget(key sysv.Key, _ int) (int, error) {
	return 0, &sysv.Error{Op: "msgget", Object: key, Errno: k.errno}
}

func TestDoctorRefused(t *testing.T) {
	for _, tc := range []struct {
		errno   sysv.Errno
		machine sysv.Machine
		cure    string
	}{
		{sysv.ENOSYS, sysv.Machine{}, "CONFIG_SYSVIPC"},
		{sysv.ENOSYS, sysv.Machine{Seccomp: true}, "seccomp"},
		{sysv.ENOSYS, sysv.Machine{Sandbox: "gVisor", Seccomp: true}, "gVisor lacks it"},
		{sysv.EPERM, sysv.Machine{}, "something forbids it:"},
		{sysv.EACCES, sysv.Machine{Label: "docker-default (enforce)"}, "security policy (docker-default (enforce))"},
		{sysv.EPERM, sysv.Machine{Seccomp: true, Label: "unconfined"}, "something forbids it, probably a seccomp filter:"},
		{sysv.ENOMEM, sysv.Machine{}, "no memory"},
		{sysv.EIO, sysv.Machine{}, "not how Linux behaves"},
	} {
		d := doctor{kernel: refusing{sysv.NewHost(), tc.errno}, machine: tc.machine}
		d.objects()
		if d.count(lacking) != 3 || !d.has(lacking, "queues", tc.cure) {
			t.Errorf("%v %+v: %v", tc.errno, tc.machine, d.findings)
		}
	}
}

func TestDoctorMachine(t *testing.T) {
	for _, tc := range []struct {
		machine     sysv.Machine
		uid         int
		grade       grade
		about, part string
	}{
		{sysv.Machine{}, 0, lacking, "/proc", "mount -t proc"},
		{sysv.Machine{Proc: true, Sandbox: "gVisor"}, 0, doubtful, "sandbox", "gVisor"},
		{sysv.Machine{Proc: true, Sandbox: "WSL 1"}, 0, doubtful, "sandbox", "wsl --set-version"},
		{sysv.Machine{Proc: true, Sandbox: "WSL 2"}, 0, fine, "sandbox", "WSL 2"},
		{sysv.Machine{Proc: true, Container: "Docker", IPCNamespace: "ipc:[1]"}, 0, fine, "container", "--ipc=host"},
		{sysv.Machine{Proc: true, Container: "Docker", IPCNamespace: sysv.InitialIPC}, 0, fine, "container", "the machine's"},
		{sysv.Machine{Proc: true, IPCNamespace: "ipc:[1]"}, 0, fine, "namespace", "of its own"},
		{sysv.Machine{Proc: true, HidePID: "2", PtraceScope: 1}, 1000, doubtful, "hidepid", "hidepid=2"},
		{sysv.Machine{Proc: true, HidePID: "2", PtraceScope: 1}, 1000, doubtful, "ptrace", "ptrace_scope is 1"},
		{sysv.Machine{Proc: true, RmidForced: true}, 0, doubtful, "shm_rmid_forced", "sysctl"},
		{sysv.Machine{Proc: true, RemoveIPC: true}, 1000, doubtful, "RemoveIPC", "logind"},
	} {
		d := doctor{machine: tc.machine, uid: tc.uid}
		d.surroundings()
		d.sight()
		d.customs()
		if !d.has(tc.grade, tc.about, tc.part) {
			t.Errorf("%+v: no %s in %v", tc.machine, tc.about, d.findings)
		}
	}
	d := doctor{machine: sysv.Machine{Proc: true, HidePID: "2", RemoveIPC: true, IPCNamespace: sysv.InitialIPC}}
	d.surroundings()
	d.sight()
	d.customs()
	if len(d.findings) != 1 || !d.has(fine, "user", "root") {
		t.Error(d.findings)
	}
}

func TestDoctorReport(t *testing.T) {
	var out bytes.Buffer
	d := doctor{}
	d.ok("system", "fine")
	d.warn("shmmni", "raise it", "%s", strings.Repeat("word ", 20))
	if err := d.write(stdio{out: &out}); err != nil {
		t.Fatal(err)
	}
	const want = `ok    system  fine
warn  shmmni  word word word word word word word word word word word
              word word word word word word word word word
              → raise it

everything needed is there; to know: 1
`
	if out.String() != want {
		t.Error(out.String())
	}
	out.Reset()
	d.fail("queues", "", "none")
	if err := d.write(stdio{out: &out}); err != nil || !strings.HasSuffix(out.String(), "\n\nneeded and not there: 1\n") {
		t.Error(out.String(), err)
	}
}

// What is in use is what ipcs -u says. (lsipc counts pages and semaphores
// otherwise than the kernel.)
func TestDoctorAgreesWithIpcs(t *testing.T) {
	owner(t, os.Getuid(), someObjects)
	d := doctor{kernel: sysv.NewHost()}
	d.limits()
	names := map[string]string{
		"segments allocated": "shmmni", "pages allocated": "shmall", "used arrays": "semmni", "allocated semaphores": "semmns", "allocated queues": "msgmni",
	}
	seen := 0
	for _, found := range regexp.MustCompile(`(?m)^(\w+ \w+) =? *(\d+)$`).FindAllStringSubmatch(utility(t, "ipcs", "-u"), -1) {
		about, ok := names[found[1]]
		if !ok {
			continue
		}
		seen++
		if !slices.ContainsFunc(d.findings, func(f finding) bool { return f.about == about && strings.HasPrefix(f.says, found[2]+" ") }) {
			t.Errorf("no %s %s in %v", found[2], about, d.findings)
		}
	}
	if seen != len(names) {
		t.Errorf("only %d of the lines of ipcs", seen)
	}
}

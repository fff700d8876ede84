package sysv

import (
	"io/fs"
	"testing"
	"testing/fstest"
)

func TestExamine(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	link := func(to string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(to), Mode: fs.ModeSymlink} }
	const mount = "20 1 0:4 / /sys rw - sysfs sysfs rw,hidepid=2\n21 1 0:5 / /proc rw,nosuid - proc proc rw"
	for name, tc := range map[string]struct {
		files fstest.MapFS
		want  Machine
	}{
		"nothing": {fstest.MapFS{}, Machine{}},
		"usual": {fstest.MapFS{
			"proc/version":                    file("Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org) …\n"),
			"proc/sys/kernel/osrelease":       file("6.1.0-18-amd64\n"),
			"proc/self/status":                file("Name:\tx\nSeccomp:\t0\nSeccomp_filters:\t0\n"),
			"proc/self/mountinfo":             file(mount + ",relatime\n"),
			"proc/self/ns/ipc":                link("ipc:[4026531839]"),
			"proc/1/cgroup":                   file("0::/init.scope\n"),
			"proc/sys/kernel/shm_rmid_forced": file("0\n"),
		}, Machine{Proc: true, Release: "6.1.0-18-amd64", IPCNamespace: InitialIPC}},
		"strict": {fstest.MapFS{
			"proc/version":                      file("Linux version 6.8.0\n"),
			"proc/self/status":                  file("Name:\tx\nSeccomp:\t2\n"),
			"proc/self/mountinfo":               file(mount + ",hidepid=invisible\n"),
			"proc/self/attr/current":            file("docker-default (enforce)\x00\n"),
			"proc/sys/kernel/shm_rmid_forced":   file("1\n"),
			"proc/sys/kernel/yama/ptrace_scope": file("1\n"),
			".dockerenv":                        file(""),
		}, Machine{Proc: true, Seccomp: true, HidePID: "invisible", Label: "docker-default (enforce)", RmidForced: true, PtraceScope: 1, Container: "Docker"}},
		"mounted again": {fstest.MapFS{
			"proc/self/mountinfo": file(mount + ",hidepid=2\n22 1 0:6 / /proc rw - proc proc rw\n"),
		}, Machine{}},
		"logind": {fstest.MapFS{
			"run/systemd/system":                   {Mode: fs.ModeDir},
			"etc/systemd/logind.conf":              file("[Login]\n#RemoveIPC=no\n"),
			"usr/lib/systemd/logind.conf.d/9.conf": file("[Login]\nKillUserProcesses=no\n"),
			"var/run/secrets/kubernetes.io/x":      file(""),
			"proc/version":                         file("Linux version 5.15.90.1-microsoft-standard-WSL2\n"),
		}, Machine{Proc: true, RemoveIPC: true, Container: "Kubernetes", Sandbox: "WSL 2"}},
		"logind that keeps": {fstest.MapFS{
			"run/systemd/system":               {Mode: fs.ModeDir},
			"usr/lib/systemd/logind.conf":      file("[Login]\nRemoveIPC=yes\n"),
			"etc/systemd/logind.conf.d/x.conf": file("[Login]\nRemoveIPC=no\n"),
			"proc/version":                     file("Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com)\n"),
			"proc/1/cgroup":                    file("1:name=systemd:/lxc/c1\n"),
		}, Machine{Proc: true, Sandbox: "WSL 1", Container: "LXC"}},
		"old gVisor": {fstest.MapFS{
			"proc/version":      file("Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016\n"),
			"run/.containerenv": file(""),
		}, Machine{Proc: true, Sandbox: "gVisor", Container: "Podman"}},
		"nspawn": {fstest.MapFS{"run/systemd/container": file("systemd-nspawn\n")}, Machine{Container: "systemd-nspawn"}},
	} {
		if got := Examine(tc.files); got != tc.want {
			t.Errorf("%s:\n%+v, want\n%+v", name, got, tc.want)
		}
	}
}

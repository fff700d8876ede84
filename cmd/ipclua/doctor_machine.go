package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"ipclua/internal/inventory"
	"ipclua/sysv"
)

// surroundings tells in what kind of machine this is.
func (d *doctor) surroundings() {
	m := d.machine
	if !m.Proc {
		d.fail("/proc", "mount -t proc proc /proc", "is not mounted: ipc.spawn cannot start processes, ls cannot tell names")
	}
	if _, err := os.Executable(); err != nil {
		d.fail("spawn", "see that /proc is mounted and the program's file still there", "cannot find itself: %v", err)
	}
	switch m.Sandbox {
	case "gVisor":
		d.warn("sandbox", "run on a Linux kernel where exact behaviour matters", "gVisor plays Linux: order of wake-ups and who is counted may differ")
	case "WSL 1":
		d.warn("sandbox", "wsl --set-version DISTRIBUTION 2 gives it a Linux kernel", "WSL 1 plays Linux")
	case "WSL 2":
		d.ok("sandbox", "WSL 2, with a Linux kernel")
	}
	switch {
	case m.IPCNamespace == "" || m.IPCNamespace == sysv.InitialIPC:
		if m.Container != "" {
			d.ok("container", "%s, with the machine's IPC namespace", m.Container)
		}
	case m.Container != "":
		d.ok("container", "%s, with an IPC namespace of its own: nothing outside sees these objects, unless it is run with --ipc=host or --ipc=container:NAME (Docker, Podman) or in the same pod (Kubernetes)", m.Container)
	default:
		d.ok("namespace", "an IPC namespace of its own: nothing outside sees these objects")
	}
}

// private tries to have an IPC namespace.
func (d *doctor) private() {
	const about = "--private"
	code, err := runIsolated([]string{os.Args[0], "--help"}, stdio{os.Stdin, io.Discard, io.Discard})
	if err == nil && code == exitDone {
		d.ok(about, "an IPC namespace of one's own can be had")
		return
	}
	if err == nil {
		err = fmt.Errorf("exit code %d", code)
	}
	cure := "scripts can do without; as root it works, or see user_namespaces(7)"
	switch {
	case d.machine.Container != "":
		cure = "scripts can do without: the container has a namespace of its own, or may be given CAP_SYS_ADMIN"
	case errors.Is(err, sysv.ENOSPC):
		cure = "as root: sysctl -w user.max_ipc_namespaces=1000 user.max_user_namespaces=1000"
	case errors.Is(err, sysv.EPERM):
		cure = "as root: sysctl -w kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0 (those that exist)"
	}
	d.warn(about, cure, "cannot be had: %v", err)
}

// sight tells what of other users can be seen.
func (d *doctor) sight() {
	if d.uid == 0 {
		d.ok("user", "root, who may read and remove everybody's objects")
		return
	}
	d.ok("user", "%s, who may read and remove objects of its own; others are listed", new(inventory.Accounts).User(uint32(d.uid)))
	m := d.machine
	if m.HidePID != "" {
		d.warn("hidepid", "as root: mount -o remount,hidepid=0 /proc; or ask ls as root",
			"/proc hides other users' processes (hidepid=%s): ls shows them as unseen", m.HidePID)
	}
	if m.PtraceScope > 0 {
		d.warn("ptrace", "as root: sysctl -w kernel.yama.ptrace_scope=0; or ask ls as root",
			"kernel.yama.ptrace_scope is %d: ls counts who waits, and cannot say who it is", m.PtraceScope)
	}
}

// customs tells of settings under which objects go by themselves.
func (d *doctor) customs() {
	const people = 1000 // users below are the system's, whose objects logind leaves alone
	if d.machine.RmidForced {
		d.warn("shm_rmid_forced", "as root: sysctl -w kernel.shm_rmid_forced=0",
			"is 1: a segment goes as soon as nobody has it attached, and does not outlive its creator")
	}
	if d.machine.RemoveIPC && d.uid >= people {
		d.warn("RemoveIPC", "loginctl enable-linger, or RemoveIPC=no in /etc/systemd/logind.conf",
			"when you log out for the last time, systemd-logind removes your objects")
	}
}

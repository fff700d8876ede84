package sysv

import (
	"os"
	"os/exec"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// Isolate arranges that cmd starts in an IPC namespace of its own, with no
// objects in it and none left when its last process ends
// (ipc_namespaces(7)). Without CAP_SYS_ADMIN that takes a user namespace too,
// in which the user and group ids stay the same. The error says what is off
// where that is plain beforehand; a sandbox may still refuse in cmd.Start.
func Isolate(cmd *exec.Cmd) error {
	const maxIPC = "/proc/sys/user/max_ipc_namespaces"
	attr := cmd.SysProcAttr
	if attr == nil {
		attr = &syscall.SysProcAttr{}
	}
	if _, err := os.Stat("/proc/self/ns/ipc"); err != nil {
		return isolateError("CLONE_NEWIPC", EINVAL, "this kernel has no IPC namespaces, or /proc is not mounted")
	}
	if readSetting(maxIPC) == "0" {
		return isolateError("CLONE_NEWIPC", ENOSPC, "IPC namespaces are off ("+maxIPC+" is 0)")
	}
	if !hasSysAdmin() {
		if err := checkUserNamespaces(); err != nil {
			return err
		}
		attr.Cloneflags |= syscall.CLONE_NEWUSER
		attr.UidMappings = []syscall.SysProcIDMap{{ContainerID: os.Geteuid(), HostID: os.Geteuid(), Size: 1}}
		attr.GidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getegid(), HostID: os.Getegid(), Size: 1}}
	}
	attr.Cloneflags |= syscall.CLONE_NEWIPC
	cmd.SysProcAttr = attr
	return nil
}

// hasSysAdmin tells of the capability that a namespace needs.
func hasSysAdmin() bool {
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var data [2]unix.CapUserData
	if err := unix.Capget(&header, &data[0]); err != nil {
		return false
	}
	return data[0].Effective&(1<<unix.CAP_SYS_ADMIN) != 0
}

// checkUserNamespaces names the switch that is off, if one is.
func checkUserNamespaces() error {
	const flag = "CLONE_NEWUSER"
	if _, err := os.Stat("/proc/self/ns/user"); err != nil {
		return isolateError(flag, EINVAL, "this kernel has no user namespaces, and without them only root can have an IPC namespace")
	}
	for _, s := range []struct {
		path, off string
		errno     Errno
	}{
		{"/proc/sys/kernel/unprivileged_userns_clone", "0", EPERM},
		{"/proc/sys/user/max_user_namespaces", "0", ENOSPC},
	} {
		if readSetting(s.path) == s.off {
			return isolateError(flag, s.errno, "user namespaces are off for users other than root ("+s.path+" is "+s.off+")")
		}
	}
	const apparmor = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns"
	if readSetting(apparmor) == "1" && readSetting("/proc/self/attr/current") == "unconfined" {
		return isolateError(flag, EPERM, "AppArmor restricts user namespaces for users other than root ("+apparmor+" is 1)")
	}
	return nil
}

func readSetting(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

func isolateError(flag string, errno Errno, why string) error {
	return &Error{Op: "clone", Object: flag, Errno: errno, Why: why}
}

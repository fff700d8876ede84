//go:build amd64 || arm64

package main

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// nobody is a user without rights.
const nobody = 65534

// asUser makes a command of this binary, whose folder another user may not
// enter.
func asUser(uid int, args ...string) *exec.Cmd {
	cmd := exec.Command("/proc/self/exe", args...)
	cmd.Args[0] = "ipclua"
	cmd.Dir = "/"
	if uid != os.Getuid() {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}}
	}
	return cmd
}

func needRoot(t *testing.T) {
	t.Helper()
	sysvtest.Need(t)
	if os.Getuid() != 0 {
		t.Skip("another user's process needs root")
	}
}

// ipclua runs the command, and gives what it prints and its exit code.
func ipclua(t *testing.T, uid int, args ...string) (out, complaints string, code int) {
	t.Helper()
	cmd := asUser(uid, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()
}

// owner runs a script up to the line that it prints; it goes on to its end when
// the returned function is called, or the test is over. Objects that are left
// are removed.
func owner(t *testing.T, uid int, script string) (pid int, end func()) {
	t.Helper()
	sysvtest.Need(t)
	cmd := asUser(uid, "-e", script+" print 'ready' io.read()")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := false
	end = func() {
		if !ended {
			ended = true
			in.Close()
			cmd.Wait()
		}
	}
	t.Cleanup(func() {
		end()
		removeAll(t)
	})
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "ready\n" {
		t.Fatalf("%q %v", line, err)
	}
	return cmd.Process.Pid, end
}

func removeAll(t *testing.T) {
	t.Helper()
	k := sysv.NewHost()
	for _, kind := range sysv.Kinds() {
		list, err := sysv.List(k, kind)
		if err != nil {
			t.Error(err)
		}
		for _, o := range list {
			switch kind {
			case sysv.Segment:
				k.Shmctl(o.ID, sysv.IPC_RMID, nil)
			case sysv.Semaphore:
				k.Semctl(o.ID, 0, sysv.IPC_RMID, nil)
			case sysv.Queue:
				k.Msgctl(o.ID, sysv.IPC_RMID, nil)
			}
		}
	}
}

// someObjects are of all kinds and in all states.
const someObjects = `
local s = ipc.segment{ key = 0x6009, size = 5000 }
s:lock()
ipc.segment{ key = 0xfffffffb, size = 1, mode = "0644" }:detach()
ipc.segment{ size = 10 }:remove()
local m = ipc.semaphore{ key = 0x6009, values = { 0, 1, 5 }, mode = "0640" }
m:down(2)
ipc.semaphore{ count = 2 }
local q = ipc.queue{ key = 0x6009, mode = "0620" }
q:send(1, "hello") q:send(2, "you") q:receive()
ipc.queue{}
`

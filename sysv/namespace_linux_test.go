//go:build amd64 || arm64

package sysv

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"
)

const (
	roleVariable = "SYSV_TEST_ROLE"
	nobody       = 65534
)

// roles is what this program does when a test starts it again.
var roles = map[string]func() error{
	"isolated": isolatedRole,
	"isolator": isolatorRole,
	"setall":   setallRole,
}

// again prepares to start this program again in a role.
func again(role string, args ...string) *exec.Cmd {
	cmd := exec.Command("/proc/self/exe", args...)
	cmd.Env = append(os.Environ(), roleVariable+"="+role)
	return cmd
}

// asNobody is again as a user without rights. Where we have none ourselves
// that is what we are anyway.
func asNobody(role string, args ...string) *exec.Cmd {
	cmd := again(role, args...)
	if os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	return cmd
}

// isolatedRole says what it sees and leaves an object behind.
func isolatedRole() error {
	h := NewHost()
	n := 0
	for _, kind := range Kinds() {
		list, err := List(h, kind)
		if err != nil {
			return err
		}
		n += len(list)
	}
	id, err := h.Shmget(0x6009, 10, IPC_CREAT|IPC_EXCL|0o600)
	if err != nil {
		return err
	}
	var ds ShmidDS
	if _, err := h.Shmctl(id, IPC_STAT, &ds); err != nil {
		return err
	}
	fmt.Printf("%d objects, I am %d %d, the segment is of %d\n", n, os.Getuid(), os.Getgid(), ds.Perm.UID)
	return nil
}

func isolatorRole() error {
	cmd := again("isolated")
	if err := Isolate(cmd); err != nil {
		return err
	}
	out, err := cmd.CombinedOutput()
	os.Stdout.Write(out)
	return err
}

func TestIsolate(t *testing.T) {
	h := NewHost()
	newSegment(t, h, 1, 0o600)
	cmd := again("isolated")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := Isolate(cmd); err != nil {
		t.Fatal(err)
	}
	if !cmd.SysProcAttr.Setpgid {
		t.Error("what the caller had set is lost")
	}
	out, err := cmd.CombinedOutput()
	if want := fmt.Sprintf("0 objects, I am %[1]d %d, the segment is of %[1]d\n", os.Getuid(), os.Getgid()); string(out) != want || err != nil {
		t.Errorf("%s, %v; want %s", out, err, want)
	}
	if list, err := List(h, Segment); len(list) != 1 || err != nil {
		t.Error(list, err)
	}
}

func TestIsolateWithoutRoot(t *testing.T) {
	out, err := asNobody("isolator").CombinedOutput()
	if err != nil && bytes.Contains(out, []byte("clone CLONE_")) {
		t.Skipf("user namespaces are not for everybody here: %s", out)
	}
	uid, gid := os.Getuid(), os.Getgid()
	if uid == 0 {
		uid, gid = nobody, nobody
	}
	if want := fmt.Sprintf("0 objects, I am %[1]d %d, the segment is of %[1]d\n", uid, gid); string(out) != want || err != nil {
		t.Errorf("%s, %v; want %s", out, err, want)
	}
}

// setallRole writes a set that it may not read.
func setallRole() error {
	id, err := strconv.Atoi(os.Args[1])
	if err != nil {
		return err
	}
	h := NewHost()
	if _, err := h.Semctl(id, 0, IPC_STAT, new(SemidDS)); err == nil {
		return fmt.Errorf("the set can be read")
	}
	if _, err := h.Semctl(id, 0, SETALL, []uint16{1, 2, 3, 4}); err == nil {
		return fmt.Errorf("a list too long was taken")
	}
	_, err = h.Semctl(id, 0, SETALL, []uint16{5, 6, 7})
	return err
}

func TestSetallOfUnreadableSet(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("needs root, for a second user")
	}
	h := NewHost()
	newSet(t, h, 1) // so that the next has not the first place
	id := newSet(t, h, 3)
	if _, err := h.Semctl(id, 0, IPC_SET, &SemidDS{Perm: Perm{Mode: 0o602}}); err != nil {
		t.Fatal(err)
	}
	if out, err := asNobody("setall", strconv.Itoa(id)).CombinedOutput(); err != nil {
		t.Fatalf("%s, %v", out, err)
	}
	var values []uint16
	if _, err := h.Semctl(id, 0, GETALL, &values); err != nil || fmt.Sprint(values) != "[5 6 7]" {
		t.Error(values, err)
	}
}

//go:build amd64 || arm64

package sysvtest_test

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// roleVariable makes this test binary the subject of its own tests.
const roleVariable = "SYSVTEST_ROLE"

func TestMain(m *testing.M) {
	if os.Getenv(roleVariable) == "poor" {
		becomePoor()
	}
	os.Exit(sysvtest.Main(m))
}

// becomePoor continues as one who may have no IPC namespace.
func becomePoor() {
	err := os.WriteFile("/proc/sys/user/max_ipc_namespaces", []byte("0"), 0o644)
	if err == nil {
		os.Setenv(roleVariable, "subject")
		err = syscall.Exec("/proc/self/exe", os.Args, os.Environ())
	}
	os.Stdout.WriteString("cannot become poor: " + err.Error() + "\n")
	os.Exit(0)
}

// run starts this binary as "go test" would, with a role.
func run(t *testing.T, role string, args ...string) (output string, passed bool) {
	t.Helper()
	return runCommand(t, command(role, args...))
}

func command(role string, args ...string) *exec.Cmd {
	cmd := exec.Command("/proc/self/exe", args...)
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "SYSVTEST_") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, roleVariable+"="+role)
	return cmd
}

func runCommand(t *testing.T, cmd *exec.Cmd) (string, bool) {
	t.Helper()
	output, err := cmd.CombinedOutput()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		t.Fatal(err)
	}
	return string(output), err == nil
}

// subject skips a test that is there for another to run.
func subject(t testing.TB, role string) {
	t.Helper()
	if os.Getenv(roleVariable) != role {
		t.Skip("is run by another test")
	}
}

func TestLeaves(t *testing.T) {
	subject(t, "leave")
	sysvtest.Need(t)
	if _, err := sysv.NewHost().Semget(0x77, 1, sysv.IPC_CREAT|0o600); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsLeftBehindFails(t *testing.T) {
	sysvtest.Need(t)
	output, passed := run(t, "leave", "-test.run=^TestLeaves$")
	if passed || !strings.Contains(output, "left semaphore ") || !strings.Contains(output, "key 0x00000077") {
		t.Errorf("passed %v: %s", passed, output)
	}
	if output, passed := run(t, "subject", "-test.run=^TestLeaves$"); !passed {
		t.Error(output)
	}
}

func TestKilled(t *testing.T) {
	subject(t, "die")
	sysvtest.Need(t)
	syscall.Kill(os.Getpid(), syscall.SIGKILL)
}

func TestDeathFails(t *testing.T) {
	sysvtest.Need(t)
	output, passed := run(t, "die", "-test.run=^TestKilled$")
	if passed || !strings.Contains(output, "signal: killed") {
		t.Errorf("passed %v: %s", passed, output)
	}
}

func TestList(t *testing.T) {
	sysvtest.Need(t)
	if output, passed := run(t, "subject", "-test.list=^TestL"); !passed || output != "TestLeaves\nTestList\n" {
		t.Errorf("passed %v: %s", passed, output)
	}
}

func TestNeeds(t *testing.T) {
	subject(t, "subject")
	sysvtest.Need(t)
}

func TestSkipsByReason(t *testing.T) {
	sysvtest.Need(t)
	if output, passed := run(t, "subject", "-test.run=^TestNeeds$", "-test.v"); !passed || !strings.Contains(output, "--- PASS: TestNeeds") {
		t.Errorf("passed %v: %s", passed, output)
	}
	cmd := command("poor", "-test.run=^(TestNeeds|TestWithout)$", "-test.v")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	output, err := cmd.CombinedOutput()
	if err != nil && output == nil {
		t.Skip("no user namespace: ", err)
	}
	if strings.HasPrefix(string(output), "cannot become poor") {
		t.Skip(string(output))
	}
	for _, want := range []string{"no private IPC namespace: clone CLONE_NEWIPC: ", "--- SKIP: TestNeeds", "--- PASS: TestWithout", "\nPASS"} {
		if !strings.Contains(string(output), want) {
			t.Errorf("no %q in: %s", want, output)
		}
	}
}

func TestWithout(t *testing.T) { subject(t, "subject") }

func FuzzLeaves(f *testing.F) {
	f.Add(1)
	f.Fuzz(func(t *testing.T, n int) {
		sysvtest.Need(t)
		h := sysv.NewHost()
		id, err := h.Semget(sysv.IPC_PRIVATE, 1, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.Semctl(id, 0, sysv.IPC_RMID, nil); err != nil {
			t.Fatal(err)
		}
	})
}

func TestFuzzing(t *testing.T) {
	sysvtest.Need(t)
	output, passed := run(t, "subject", "-test.run=^$", "-test.fuzz=^FuzzLeaves$", "-test.fuzztime=200x",
		"-test.parallel=2", "-test.fuzzcachedir="+t.TempDir())
	if !passed || !strings.Contains(output, "execs: 200") {
		t.Errorf("passed %v: %s", passed, output)
	}
}

package sysvtest

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"
	"testing"

	"ipclua/sysv"
)

// Environment variables between a test binary and itself.
const (
	insideVariable = "SYSVTEST_INSIDE" // in a namespace of its own
	reasonVariable = "SYSVTEST_REASON" // why there is none
)

// Main is for TestMain: it runs the tests in an IPC namespace of their own and
// gives the exit code. Where there can be none it runs them all the same, and
// Need skips those that make objects.
func Main(m *testing.M) int {
	if os.Getenv(serverVariable) != "" {
		serve(os.Stdin, os.Stdout)
		return 0
	}
	if os.Getenv(insideVariable) != "" {
		return max(m.Run(), reportLeftovers())
	}
	code, err := again()
	if err != nil {
		os.Setenv(reasonVariable, err.Error())
		return m.Run()
	}
	return code
}

// Need skips a test that needs a namespace of its own where there is none.
func Need(t testing.TB) {
	t.Helper()
	if os.Getenv(insideVariable) == "" {
		t.Skip("no private IPC namespace: " + os.Getenv(reasonVariable))
	}
}

// again runs this command line once more, isolated. An error means that it
// could not begin.
func again() (int, error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	cmd := exec.Command(self, os.Args[1:]...)
	cmd.Args[0] = os.Args[0]
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), insideVariable+"=1")
	if err := sysv.Isolate(cmd); err != nil {
		return 0, err
	}
	// What the parent's death does to the child follows the thread.
	runtime.LockOSThread()
	endWithParent(cmd)
	// A signal is the tests' to answer: SIGQUIT with their stacks, SIGINT by
	// ending to fuzz in order.
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT)
	defer signal.Stop(signals)
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	go func() {
		for s := range signals {
			cmd.Process.Signal(s)
		}
	}()
	err = cmd.Wait()
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended):
		fmt.Fprint(os.Stderr, killed(ended))
		return max(ended.ExitCode(), 1), nil
	case err != nil:
		fmt.Fprintln(os.Stderr, "FAIL:", err)
		return 1, nil
	}
	return 0, nil
}

// killed says so of tests that could not themselves.
func killed(e *exec.ExitError) string {
	if e.Exited() {
		return ""
	}
	return fmt.Sprintln("FAIL: the tests ended by", e)
}

// reportLeftovers gives 1 if objects exist. One of several workers that fuzz
// cannot tell: the objects may be another's.
func reportLeftovers() int {
	if f := flag.Lookup("test.fuzzworker"); f != nil && f.Value.String() == "true" {
		return 0
	}
	code := 0
	for _, kind := range sysv.Kinds() {
		list, err := sysv.List(sysv.NewHost(), kind)
		if err != nil {
			fmt.Fprintf(os.Stderr, "FAIL: cannot see whether the tests left a %s behind: %v\n", kind, err)
			code = 1
		}
		for _, o := range list {
			fmt.Fprintf(os.Stderr, "FAIL: the tests left %s %d behind, key %v, of user %d\n", kind, o.ID, perm(o).Key, perm(o).UID)
			code = 1
		}
	}
	return code
}

func perm(o sysv.Object) *sysv.Perm { return Buffers{Shm: o.Shm, Sem: o.Sem, Msg: o.Msg}.perm() }

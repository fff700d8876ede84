//go:build amd64 || arm64

package sysvtest_test

import (
	"os"
	"strings"
	"testing"

	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// A fault is a kernel that is wrong in one way, and a case that has to see it.
type fault struct {
	name   string
	finder string // pattern of the case's name
	spoil  func(r sysvtest.Request, a *sysvtest.Response)
}

var faults = []fault{
	{"no error", "shmget:_IPC_CREAT.IPC_EXCL_refuses", func(r sysvtest.Request, a *sysvtest.Response) {
		if r.Call == "shmget" {
			a.Errno = 0
		}
	}},
	{"another errno", "semget:_no_such_key", func(r sysvtest.Request, a *sysvtest.Response) {
		if a.Errno == sysv.ENOENT {
			a.Errno = sysv.EINVAL
		}
	}},
	{"another call's name", "semtimedop:_no_time", func(r sysvtest.Request, a *sysvtest.Response) {
		if a.Op == "semtimedop" {
			a.Op = "semop"
		}
	}},
	{"another object", "msgget:_no_such_key", func(r sysvtest.Request, a *sysvtest.Response) {
		if a.Errno != 0 {
			a.Object = "nil"
		}
	}},
	{"an attachment too many", "shmctl:_attaching_and", func(r sysvtest.Request, a *sysvtest.Response) {
		if a.Buf.Shm != nil {
			a.Buf.Shm.Nattch++
		}
	}},
	{"a message's first byte", "msgsnd:_any_bytes", func(r sysvtest.Request, a *sysvtest.Response) {
		if len(a.Text) > 0 {
			a.Text[0]++
		}
	}},
	{"a value", "semop:_V_and_P", func(r sysvtest.Request, a *sysvtest.Response) {
		for i := range a.Buf.Values {
			a.Buf.Values[i]++
		}
	}},
}

// faulty is Host with a fault.
type faulty struct {
	sysvtest.Host
	fault fault
}

type faultyProcess struct {
	sysvtest.Process
	fault fault
}

func (s faulty) Start(t testing.TB, user sysvtest.User) sysvtest.Process {
	return faultyProcess{s.Host.Start(t, user), s.fault}
}

func (p faultyProcess) Do(r sysvtest.Request) sysvtest.Response {
	a := p.Process.Do(r)
	p.fault.spoil(r, &a)
	return a
}

func TestFaulty(t *testing.T) {
	for _, f := range faults {
		if os.Getenv(roleVariable) == f.name {
			sysvtest.Run(t, faulty{fault: f})
			return
		}
	}
	t.Skip("is run by another test")
}

func TestTableFindsFaults(t *testing.T) {
	sysvtest.Need(t)
	for _, f := range faults {
		output, passed := run(t, f.name, "-test.run=^TestFaulty$/^"+f.finder)
		if passed || !strings.Contains(output, "--- FAIL: TestFaulty/") {
			t.Errorf("%s is not found: %s", f.name, output)
		}
	}
}

func TestNamesAreDifferent(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range sysvtest.Cases() {
		if seen[c.Name] {
			t.Errorf("two cases are called %q", c.Name)
		}
		seen[c.Name] = true
	}
}

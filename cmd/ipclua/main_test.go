package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// The command is this test binary under the command's name: also in the
// processes that it spawns.
func TestMain(m *testing.M) {
	if strings.HasPrefix(filepath.Base(os.Args[0]), "ipclua") && !strings.HasSuffix(os.Args[0], ".test") {
		main()
	}
	testscript.Main(isolated{m}, map[string]func(){"ipclua": main})
}

// isolated runs the tests in an IPC namespace of their own.
type isolated struct{ m *testing.M }

func (i isolated) Run() int { return sysvtest.Main(i.m) }

func TestScripts(t *testing.T) {
	sysvtest.Need(t)
	testscript.Run(t, transcripts(t, testscript.Params{Dir: "../../tests/cli"}))
}

// Transcripts that see whatever exists run one after the other.
func TestScriptsAlone(t *testing.T) {
	sysvtest.Need(t)
	files, err := filepath.Glob("../../tests/alone/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts: ", err)
	}
	for _, file := range files {
		t.Run("alone", func(t *testing.T) {
			testscript.Run(t, transcripts(t, testscript.Params{Files: []string{file}}))
		})
	}
}

func transcripts(t *testing.T, p testscript.Params) testscript.Params {
	t.Helper()
	interop, err := filepath.Abs("../../tests/interop")
	if err != nil {
		t.Fatal(err)
	}
	p.Setup = func(e *testscript.Env) error {
		e.Setenv("INTEROP", interop)
		return nil
	}
	p.RequireExplicitExec = true
	p.Condition = func(cond string) (bool, error) {
		if cond != "ptrace" {
			return false, fmt.Errorf("unknown condition %q", cond)
		}
		return os.Getuid() == 0 || sysv.Examine(os.DirFS("/")).PtraceScope == 0, nil
	}
	return p
}

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ipclua/sysv/sysvtest"
)

// examples are the scripts under scripts/examples in the order in which they
// run, with a pattern for all that each prints.
var examples = []struct {
	script string
	want   string
}{
	{"counter.lua", `4 processes counted to 100000\n`},
	{"lost.lua", `expected 400000, counted \d+: \d+ updates were lost\n`},
	{"segment.lua", `in the segment: hello, segment\nsize 4096, attached by 1\nattached by 0\nattach after remove: EINVAL\n`},
	{"remember.lua", `key 0x00006009 now remembers: written by a process that is gone\n`},
	{"recall.lua", `found: written by a process that is gone\nthe process that wrote it was another\nand now: ENOENT\n`},
	{"metadata.lua", `new: +mode 0600, 10000 bytes, nattch 0, created by this process, never attached\n` +
		`attached: +mode 0600, 10000 bytes, nattch 1, created by this process, attached before\n` +
		`after IPC_SET: mode 0640, 10000 bytes, nattch 1, .*\ndetached: +mode 0640, 10000 bytes, nattch 0, .*\n`},
	{"readonly.lua", `read-only view reads: the same bytes\nand writes: EACCES\nstill there: the same bytes\n`},
	{"seats.lua", `7 guests served, nobody left inside: true\nnever more than three at once: true\n`},
	{"forks.lua", `(philosopher \d ate 20 times\n){5}forks on the table: 1 1 1 1 1\n`},
	{"ftok-writer.lua", `sent to key made of ftok-writer.lua\n`},
	{"ftok-reader.lua", `received: a message for whoever names the same file\n`},
	{"struct.lua", `C reads: Once upon a time in Lua \(corner\[1\].y = 7\)\nturn 2\nstory: Once upon a time in Lua, and then in C\nmean 2.5\ncorner\[0\].x -3\n`},
	{"ring.lua", `2 consumers took items worth 5050\n`},
}

func TestExamples(t *testing.T) {
	sysvtest.Need(t)
	dir, err := filepath.Abs("../../scripts/examples")
	if err != nil {
		t.Fatal(err)
	}
	tried := map[string]bool{}
	for _, e := range examples {
		tried[filepath.Join(dir, e.script)] = true
		t.Run(e.script, func(t *testing.T) { runExample(t, dir, e.script, e.want, false) })
	}
	for _, e := range examples {
		t.Run("trace/"+e.script, func(t *testing.T) { runExample(t, dir, e.script, e.want, true) })
	}
	all, _ := filepath.Glob(filepath.Join(dir, "*.lua"))
	for _, script := range all {
		if !tried[script] {
			t.Errorf("nobody runs %s", filepath.Base(script))
		}
	}
}

// runExample runs a script under scripts/examples, with or without a trace.
func runExample(t *testing.T, dir, script, want string, traced bool) {
	args := []string{filepath.Join(dir, script)}
	if script == "struct.lua" {
		gcc, err := exec.LookPath("gcc")
		if err != nil {
			t.Skip("no gcc for the C side")
		}
		program := filepath.Join(t.TempDir(), "struct")
		if out, err := exec.Command(gcc, "-Wall", "-Werror", "-o", program, filepath.Join(dir, "struct.c")).CombinedOutput(); err != nil {
			t.Fatalf("gcc: %v\n%s", err, out)
		}
		args = append(args, program)
	}
	output := filepath.Join(t.TempDir(), "trace.txt")
	if traced {
		args = append([]string{"trace", "-o", output}, args...)
	}
	cmd := exec.Command("ipclua", args...)
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil || complaints.Len() > 0 && !traced {
		t.Fatalf("%v\n%s", err, complaints.String())
	}
	if !regexp.MustCompile(`^` + want + `$`).Match(out) {
		t.Errorf("prints\n%swant\n%s", out, want)
	}
	if text, err := os.ReadFile(output); traced && (err != nil || !bytes.Contains(text, []byte("+++ exited with 0 +++"))) {
		t.Errorf("%v: %.1000s", err, text)
	}
}

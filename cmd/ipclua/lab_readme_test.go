package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"ipclua/sysv/sysvtest"
)

// TestLabReadmes runs what the labs' READMEs show of a terminal. A block is true
// with start.lua as a student gets it, or with the answer in its place.
func TestLabReadmes(t *testing.T) {
	sysvtest.Need(t)
	readmes, err := filepath.Glob("../../scripts/labs/*/README.md")
	if err != nil || len(readmes) == 0 {
		t.Fatalf("no READMEs: %v", err)
	}
	for _, readme := range readmes {
		lab := filepath.Dir(readme)
		t.Run(filepath.Base(lab), func(t *testing.T) {
			text, err := os.ReadFile(readme)
			if err != nil {
				t.Fatal(err)
			}
			blocks := consoles(string(text))
			if len(blocks) == 0 {
				t.Error("it shows nothing that can be tried")
			}
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(lab)); err != nil {
				t.Fatal(err)
			}
			for _, block := range blocks {
				if _, err := exec.LookPath("gcc"); err != nil && strings.Contains(block, "gcc") {
					t.Skip("no gcc for the C side")
				}
				asGiven := differs(t, dir, filepath.Join(lab, "start.lua"), block)
				if asGiven == "" {
					continue
				}
				if answered := differs(t, dir, filepath.Join(lab, "answer.lua"), block); answered != "" {
					t.Errorf("with start.lua as it is: %s\nwith the answer: %s", asGiven, answered)
				}
			}
		})
	}
}

// differs runs a block in dir, where start.lua is made a copy of script, and tells
// what is not as it is shown. It begins and ends without System V objects.
func differs(t *testing.T, dir, script, block string) string {
	source, err := os.ReadFile(script)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, text []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("start.lua", source)
	defer func() {
		if out, err := exec.Command("ipclua", "rm", "--mine").CombinedOutput(); err != nil {
			t.Fatalf("ipclua rm: %v\n%s", err, out)
		}
	}()
	for _, c := range commands(block) {
		if name, ok := strings.CutPrefix(c.line, "cat "); ok {
			write(name, []byte(c.shown))
			continue
		}
		if strings.HasPrefix(c.line, "ipclua lab check ") && c.shown == "" {
			continue // what it prints depends on the student's file
		}
		cmd := exec.Command("sh", "-c", c.line)
		cmd.Dir = dir
		// What a command says is compared; that ipclua check finds something is no failure.
		if out, err := cmd.CombinedOutput(); string(out) != c.shown {
			return fmt.Sprintf("$ %s\nprints (%v)\n%sREADME shows\n%s", c.line, err, out, c.shown)
		}
	}
	return ""
}

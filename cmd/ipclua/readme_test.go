package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"ipclua/sysv/sysvtest"
)

// TestReadme runs every line of the README, and of what teachers read, that begins
// with "$ ", in order, and compares what it prints. "$ cat FILE" makes the file of
// what is shown under it.
func TestReadme(t *testing.T) {
	sysvtest.Need(t)
	for file, least := range map[string]int{"README.md": 10, "docs/teaching.md": 2} {
		t.Run(file, func(t *testing.T) { tryDocument(t, file, least) })
	}
}

// tryDocument runs the commands of a document, which has at least so many.
func tryDocument(t *testing.T, file string, least int) {
	text, err := os.ReadFile("../../" + file)
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	ran := 0
	for _, block := range consoles(string(text)) {
		for _, c := range commands(block) {
			if name, ok := strings.CutPrefix(c.line, "cat "); ok {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(c.shown), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			cmd := exec.Command("sh", "-c", c.line)
			cmd.Dir = dir
			if strings.HasPrefix(c.line, "go ") {
				if c.line == "go test ./..." {
					continue // it would run this test
				}
				cmd.Dir = root
			}
			out, err := cmd.CombinedOutput()
			var exit *exec.ExitError
			found := (strings.HasPrefix(c.line, "ipclua check") || strings.HasPrefix(c.line, "ipclua lab check")) && errors.As(err, &exit) && exit.ExitCode() == exitFailed
			if err != nil && !found {
				t.Errorf("$ %s\n%v\n%s", c.line, err, out)
			}
			if string(out) != c.shown {
				t.Errorf("$ %s\nprints\n%s%s shows\n%s", c.line, out, file, c.shown)
			}
			ran++
		}
	}
	if ran < least {
		t.Errorf("only %d commands found", ran)
	}
}

// consoles are the blocks of README that show a terminal.
func consoles(text string) []string {
	var blocks []string
	for i, part := range strings.Split(text, "```") {
		if block, ok := strings.CutPrefix(part, "console\n"); ok && i%2 == 1 {
			blocks = append(blocks, block)
		}
	}
	return blocks
}

type command struct{ line, shown string }

func commands(block string) []command {
	var list []command
	for line := range strings.Lines(block) {
		if c, ok := strings.CutPrefix(line, "$ "); ok {
			list = append(list, command{line: strings.TrimSpace(c)})
		} else if len(list) > 0 {
			list[len(list)-1].shown += line
		}
	}
	return list
}

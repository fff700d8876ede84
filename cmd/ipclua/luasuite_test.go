package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// Lua 5.1's own test suite, of which gopher-lua's module has a copy: each file,
// run as the suite's all.lua runs it, passes in lua5.1 and here. all.lua itself,
// which passes each file through string.dump, is this test.
func TestLuaSuite(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/gopher-lua").Output()
	folder := filepath.Join(strings.TrimSpace(string(out)), "_lua5.1-tests")
	if _, statErr := os.Stat(folder); err != nil || statErr != nil {
		t.Skipf("no suite: %v, %v", err, statErr)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.lua"))
	if err != nil || len(files) != len(suite)+len(notRun) {
		t.Fatalf("%d files, want %d: %v", len(files), len(suite)+len(notRun), err)
	}
	for file, statement := range suite {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			runSuite(t, "lua5.1", folder, file, statement, unsound)
			runSuite(t, "ipclua", folder, file, statement, unsound, missing)
		})
	}
}

// runSuite runs a statement of all.lua with the files patched.
func runSuite(t *testing.T, command, folder, file, statement string, patches ...[]patch) {
	t.Helper()
	if _, err := exec.LookPath(command); err != nil {
		t.Logf("no %s to compare with", command)
		return
	}
	if command == "lua5.1" && file == "main.lua" {
		return // Debian's has readline, which echoes the prompt's input
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	for _, list := range patches {
		for _, p := range list {
			if p.file == file {
				p.apply(t, filepath.Join(dir, file))
			}
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	args := []string{"-e", statement}
	if statement == "" {
		args = []string{file}
	}
	cmd := exec.CommandContext(ctx, command, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LUA_PATH=?;./?.lua")
	if out, err := cmd.CombinedOutput(); err != nil {
		const shown = 2000
		t.Errorf("%s: %v\n%s", command, err, out[max(0, len(out)-shown):])
	}
}

// suite has for each file the statement of all.lua that runs it; none is a script
// of its own.
var suite = map[string]string{
	"api.lua":        "dofile('api.lua')",
	"attrib.lua":     "assert(dofile('attrib.lua') == 27)",
	"big.lua":        "local f = coroutine.wrap(assert(loadfile('big.lua'))) assert(f() == 'b') assert(f() == 'a')",
	"calls.lua":      "assert(dofile('calls.lua') == deep and deep)",
	"closure.lua":    "dofile('closure.lua')",
	"code.lua":       "dofile('code.lua')",
	"constructs.lua": "dofile('constructs.lua')",
	"db.lua":         "dofile('db.lua')",
	"errors.lua":     "dofile('errors.lua')",
	"events.lua":     "assert(dofile('events.lua') == 12)",
	"files.lua":      "dofile('files.lua')",
	"gc.lua":         "dofile('gc.lua')",
	"literals.lua":   "dofile('literals.lua')",
	"locals.lua":     "assert(dofile('locals.lua') == 5)",
	"main.lua":       "",
	"math.lua":       "dofile('math.lua')",
	"nextvar.lua":    "dofile('nextvar.lua')",
	"pm.lua":         "dofile('pm.lua')",
	"sort.lua":       "dofile('sort.lua')",
	"strings.lua":    "dofile('strings.lua')",
	"vararg.lua":     "dofile('vararg.lua')",
	"verybig.lua":    "assert(dofile('verybig.lua') == 10)",
}

// notRun are files without tests: checktable.lua is what some of the others
// require.
var notRun = [...]string{"all.lua", "checktable.lua"}

// A patch changes a file of the suite. The old text must be there, once.
type patch struct{ file, old, new, reason string }

// uncommented, as the new text, drops the marks of a comment from all lines of
// the old text, of which only the first and the last are given.
const uncommented = "\x00"

var commentMark = regexp.MustCompile(`(?m)^(\s*)-- ?`)

func (p patch) apply(t *testing.T, path string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(content)
	first, last, isRange := strings.Cut(p.old, "\n...\n")
	start := strings.Index(text, first)
	end := start + len(first)
	if isRange && start >= 0 {
		n := strings.Index(text[end:], last)
		if n < 0 {
			start = -1
		}
		end += n + len(last)
	}
	if start < 0 || strings.Count(text, first) != 1 {
		t.Fatalf("%s: %q is not there once", p.file, p.old)
	}
	replacement := p.new
	if replacement == uncommented {
		replacement = commentMark.ReplaceAllString(text[start:end], "$1")
	}
	// The lines keep their numbers.
	if n := strings.Count(text[start:end], "\n") - strings.Count(replacement, "\n"); n > 0 {
		replacement += strings.Repeat("\n", n)
	}
	if err := os.WriteFile(path, []byte(text[:start]+replacement+text[end:]), 0o666); err != nil {
		t.Fatal(err)
	}
}

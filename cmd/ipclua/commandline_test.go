package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// commandLine is a line for the shell, in which $LUA is the command.
type commandLine struct {
	line    string
	differs string // why lua5.1 prints something else, empty where it must not
}

// files are what the command lines find in their folder.
var files = map[string]string{
	"args.lua":     "print(select('#', ...), ...) for i = -9, 9 do if arg[i] then print(i, arg[i]) end end",
	"open.lua":     "io.write('no newline at the end')",
	"hash.lua":     "#!/usr/bin/env lua\n\nerror('line 3')",
	"hash":         "#",
	"hash1":        "# a comment alone\n",
	"crlf.lua":     "print('one')\r\nlocal x = [[a\r\nb]]\r\nprint(#x)\r\nerror('line 5')\r\n",
	"empty.lua":    "",
	"space.lua":    "\n\n  -- nothing\n",
	"fails.lua":    "local function f()\n  error('oh no')\nend\nf()\n",
	"syntax.lua":   "print('never')\nlocal x = = 1\n",
	"junk":         "\x00\x01\x7fELF\xff\xfe",
	"bytecode":     "\x1bLua\x51\x00\x01\x04\x08\x04\x08\x00",
	"mod.lua":      "print('mod', ...) mod = { x = 7 } return mod",
	"modfail.lua":  "error('in the module')",
	"modwrong.lua": "x = = 1",
	"lib/a/b.lua":  "return 'a.b'",
	"init.lua":     "print('init', ...)",
	"stdin.txt":    "first\nsecond\n3 4\nrest of\nit",
	"-":            "print('a file called -')",
	"code.txt":     "print('from standard input', ...)\n",
}

func TestCommandLines(t *testing.T) {
	reference, err := exec.LookPath("lua5.1")
	if err != nil {
		t.Skip("no lua5.1 to compare with")
	}
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range commandLines {
		t.Run(c.line, func(t *testing.T) {
			t.Parallel()
			got, want := perform(t, dir, "ipclua", c.line, ""), perform(t, dir, reference, c.line, "")
			switch {
			case c.differs == "" && got != want:
				t.Errorf("ipclua:\n%s\nlua5.1:\n%s", got, want)
			case c.differs != "" && got == want:
				t.Errorf("lua5.1 prints the same; it is listed as different: %s", c.differs)
			}
		})
	}
}

// perform gives what a command line prints, and its exit code; the names of the
// programs aside.
func perform(t *testing.T, dir, program, line, input string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", line)
	cmd.Dir = dir
	if input != "" {
		cmd.Stdin = strings.NewReader(input)
	}
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LUA=" + program, "LC_ALL=C", "TERM=dumb"}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		t.Fatalf("%s: %v", line, err)
	}
	text := stdout.String() + "-- standard error:\n" + stderr.String() + "-- " + cmd.ProcessState.String()
	return strings.NewReplacer(version, "Lua 5.1", luaVersion, "Lua 5.1", program, "lua").Replace(text)
}

const luaVersion = "Lua 5.1.5  Copyright (C) 1994-2012 Lua.org, PUC-Rio"

package main

import (
	"os/exec"
	"strings"
	"testing"
)

const shown = "the values of an expression are shown, as from Lua 5.3 on"

// conversations are what people type at the prompt.
var conversations = []struct {
	name, input string
	differs     string // why lua5.1 answers otherwise, empty where it must not
}{
	{name: "nothing"},
	{name: "an empty line", input: "\n\n"},
	{name: "statements", input: "x = 5\nprint(x)\ny = x\n  print(y, x)\n"},
	{name: "no newline at the end", input: "print(1)"},
	{name: "locals end with their line", input: "local x = 5\nprint(x)\n"},
	{name: "values", input: "=1\n=1, nil, 'x'\n= 1 + 1\n=nil\n=(function() end)()\n"},
	{name: "nothing to print", input: "=(function() end)()\n=\n"},
	{name: "= only in front", input: " =1\nx = 1\n"},
	{name: "several lines", input: "for i = 1, 2 do\nprint(i)\n\nend\nfunction f(x)\nreturn x\nend\n=f(6)\n"},
	{name: "a value in several lines", input: "=1 +\n2\n=#{1,\n2\n}\n"},
	{name: "a string in several lines", input: "x = [[one\ntwo]]\n=x\n--[[ a\ncomment ]]\nprint(1)\n"},
	{name: "end of input in a chunk", input: "if true then\n"},
	{name: "end of input in a line", input: "if true then"},
	{name: "_PROMPT", input: "_PROMPT = 'lua? '\nx = 1\n_PROMPT = nil\nx = 2\n"},
	{name: "_PROMPT2", input: "_PROMPT2 = '. '\ndo\nx = 1\nend\n"},
	{name: "_PROMPT is a number", input: "_PROMPT = 5\nx = 1\n"},
	{name: "_PROMPT is no text", input: "_PROMPT, _PROMPT2 = {}, true\ndo\nend\n"},
	{name: "_PROMPT counts", input: "_PROMPT = 1\n_PROMPT = _PROMPT + 1\n_PROMPT = _PROMPT + 1\n"},
	{name: "error", input: "error('oh no')\nprint('goes on')\n"},
	{name: "error of a call", input: "local function f() error('oh no') end f()\nx = 1\n"},
	{name: "error without position", input: "error('oh no', 0)\n"},
	{name: "error nil", input: "error(nil)\n=1\n"},
	{name: "error table", input: "error({})\n=1\n"},
	{name: "error in another line", input: "do\n\nerror('line 3')\nend\n"},
	{name: "no print", input: "print = nil\n=1\n=\n"},
	{name: "print fails", input: "print = function() error('no') end\n=1\n"},
	{name: "print of one's own", input: "print = function(...) io.write('<', ..., '>\\n') end\n=1\n=2\n"},
	{name: "output without newline", input: "x = io.write('a')\nx = io.write('b\\n')\n"},
	{name: "standard input is shared", input: "x = io.read()\nprint('read by x')\nprint(x)\n"},
	{name: "exit", input: "print(1)\nos.exit(3)\nprint(2)\n"},
	{name: "exit in a chunk", input: "do os.exit(4) end\n"},
	{name: "first line comment", input: "#!/usr/bin/lua\nx = 1\n"},
	{name: "arg", input: "=arg\n=...\n"},
	{name: "undefined", input: "nothing()\n"},
	{name: "wrong", input: "x x\n=1\n"},
	{name: "an expression", input: "1 + 1\n", differs: shown},
	{name: "error of a global function", input: "function f() error('oh no') end\nf()\n"},
	{name: "a call with results", input: "('x'):rep(3)\n", differs: shown},
}

func TestPrompt(t *testing.T) {
	reference, err := exec.LookPath("lua5.1")
	if err != nil {
		t.Skip("no lua5.1 to compare with")
	}
	dir := t.TempDir()
	for _, c := range conversations {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := perform(t, dir, "ipclua", "$LUA -i", c.input)
			want := withoutEcho(perform(t, dir, reference, "$LUA -i", c.input), c.input)
			switch {
			case c.differs == "" && got != want:
				t.Errorf("%s\nipclua:\n%s\nlua5.1:\n%s", c.input, got, want)
			case c.differs != "" && got == want:
				t.Errorf("lua5.1 answers the same; it is listed as different: %s", c.differs)
			}
		})
	}
}

// withoutEcho takes the lines of the input out of a transcript: readline, with
// which lua5.1 may have been built, shows them also where no terminal does.
func withoutEcho(transcript, input string) string {
	var rest strings.Builder
	for line := range strings.Lines(input) {
		before, after, found := strings.Cut(transcript, strings.TrimSuffix(line, "\n")+"\n")
		if !found {
			break
		}
		rest.WriteString(before)
		transcript = after
	}
	return rest.String() + transcript
}

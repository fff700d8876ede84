package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Modules that scripts bring along, as Debian packages them.
const modules = "/usr/share/lua/5.1/"

// changing is what differs from run to run.
var changing = regexp.MustCompile(`[0-9.]+ seconds|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}|0x[0-9a-f]+`)

func TestModules(t *testing.T) {
	for _, c := range []struct{ module, debian, line string }{
		{"luaunit.lua", "lua-unit", "unit.lua"},
		{"luaunit.lua", "lua-unit", "unit.lua --verbose"},
		{"luaunit.lua", "lua-unit", "unit.lua --output tap"},
		{"luaunit.lua", "lua-unit", "unit.lua --output nil"},
		{"luaunit.lua", "lua-unit", "unit.lua --pattern Checks --exclude Long --verbose"},
		{"luaunit.lua", "lua-unit", "unit.lua --failure --error"},
		{"luaunit.lua", "lua-unit", "unit.lua TestSums.testRaised testNested"},
		{"luaunit.lua", "lua-unit", "unit.lua --nonsense"},
		{"inspect.lua", "lua-inspect", "inspected.lua"},
	} {
		t.Run(c.line, func(t *testing.T) {
			if _, err := os.Stat(modules + c.module); err != nil {
				t.Skipf("Debian's %s is not there: %v", c.debian, err)
			}
			if _, err := exec.LookPath("lua5.1"); err != nil {
				t.Skip("no lua5.1 to compare with")
			}
			run := func(command string) string {
				cmd := exec.Command(command, strings.Fields(c.line)...)
				cmd.Dir = filepath.Join("..", "..", "tests", "modules")
				cmd.Env = append(os.Environ(), "LUA_PATH=./?.lua;"+modules+"?.lua")
				out, _ := cmd.CombinedOutput()
				text := changing.ReplaceAllString(string(out), "…")
				return strings.ReplaceAll(text, command+":", "lua:") + cmd.ProcessState.String()
			}
			if got, want := run("ipclua"), run("lua5.1"); got != want {
				t.Errorf("prints\n%s\nlua5.1 prints\n%s", got, want)
			}
		})
	}
}

package lua51

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// run runs a program in a repaired state and gives what it printed, an error
// included.
func run(t *testing.T, program string) string {
	t.Helper()
	L := NewState()
	defer L.Close()
	return runIn(L, program)
}

func runIn(L *lua.LState, program string) string {
	var out bytes.Buffer
	NewOutput(&out, &out).Install(L)
	fn, err := Load(L, strings.NewReader(program), "test.lua")
	if err == nil {
		L.Push(fn)
		err = PCall(L, 0, 0, nil)
	}
	if err != nil {
		out.WriteString("error: " + Message(L, ErrorValue(err)) + "\n")
	}
	return out.String()
}

// reference runs it in Debian's lua5.1.
func reference(t *testing.T, program string) string {
	t.Helper()
	return lua51(t, `
		local f, e = loadstring(io.read("*a"), "@test.lua")
		local ok
		if f then ok, e = pcall(f) end
		if not ok then print("error: " .. tostring(e)) end`, program)
}

// lua51 runs a program there, with some input.
func lua51(t *testing.T, program, input string) string {
	t.Helper()
	path, err := exec.LookPath("lua5.1")
	if err != nil {
		t.Skip("no lua5.1 to compare with")
	}
	cmd := exec.Command(path, "-e", program)
	cmd.Stdin = strings.NewReader(input)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("lua5.1: %v\n%s", err, out)
	}
	return string(out)
}

// agree runs a program here and there.
func agree(t *testing.T, program string) {
	t.Helper()
	got, want := run(t, program), reference(t, program)
	if got == want {
		return
	}
	mine, theirs := strings.Split(got, "\n"), strings.Split(want, "\n")
	i := 0
	for i < min(len(mine), len(theirs)) && mine[i] == theirs[i] {
		i++
	}
	t.Errorf("%s\nprints from line %d on\n%s\nlua5.1 prints\n%s", program, i+1,
		strings.Join(mine[i:min(i+8, len(mine))], "\n"), strings.Join(theirs[i:min(i+8, len(theirs))], "\n"))
}

// agreeByLine is agree for a program whose lines of output are independent.
func agreeByLine(t *testing.T, program string) {
	t.Helper()
	got, want := strings.Split(run(t, program), "\n"), strings.Split(reference(t, program), "\n")
	for i := range max(len(got), len(want)) {
		if i >= min(len(got), len(want)) {
			t.Fatalf("prints %d lines, lua5.1 %d", len(got), len(want))
		}
		if got[i] != want[i] {
			t.Errorf("prints  %s\nlua5.1: %s", got[i], want[i])
		}
	}
}

// broken tells whether plain gopher-lua prints something else.
func broken(t *testing.T, program, want string) bool {
	t.Helper()
	L := lua.NewState()
	defer L.Close()
	var out bytes.Buffer
	NewOutput(&out, &out).Install(L)
	if err := L.DoString(program); err != nil {
		out.WriteString("error: " + err.Error())
	}
	return out.String() != want
}

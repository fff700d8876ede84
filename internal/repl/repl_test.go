package repl

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestFrames(t *testing.T) {
	trace := "stack traceback:\n\t[C]: in function 'error'\n\tstdin:1: in function 'f'\n\t(tail call): ?\n" +
		"\tlib.lua:3: in main chunk\n\t[C]: in function 'dofile'\n\tstdin:1: in main chunk\n\t[C]: ?"
	want := []string{"stdin:1: in function 'f'", "lib.lua:3: in main chunk"}
	if got := frames(trace); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestFold(t *testing.T) {
	for message, want := range map[string]string{
		"stdin:1: oh": "stdin:1: oh",
		"stdin:1: oh\nin process 5: stack traceback:\n\t[C]: in function 'error'\n\tstdin:1: in function <stdin:1>\n\t[C]: ?": "stdin:1: oh\nin process 5: \n\tstdin:1: in function <stdin:1>",
		"oh\nin process 5: stack traceback:\n\t[C]: ?": "oh\nin process 5",
		"two\n\tlines": "two\n\tlines",
	} {
		if got := fold(message); got != want {
			t.Errorf("%q is %q, want %q", message, got, want)
		}
	}
}

func TestPath(t *testing.T) {
	for text, want := range map[string]string{
		"x = a.b:c": "a b c", "a": "a", "": "", "f().b": "", "t[1].b": "", `("x"):rep`: "", "1 + ipc": "ipc", "f(a.b": "a b",
	} {
		if got := strings.Join(path(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestOpenString(t *testing.T) {
	for text, want := range map[string]int{
		`x = "a`: 4, `x = 'a"`: 4, `x = "a"`: -1, `x = "a\"b`: 4, `"a" .. 'b`: 7, `-- it's`: -1, ``: -1, `"`: 0,
	} {
		at, ok := openString(text)
		if !ok {
			at = -1
		}
		if at != want {
			t.Errorf("%s: %d, want %d", text, at, want)
		}
	}
}

func TestCompleteString(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"one.lua", "two.lua", ".hidden"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("dir", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("dir", "three.lua"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		`dofile("`: "dir/ one.lua two.lua", `dofile("o`: "one.lua", `dofile "dir/`: "dir/three.lua", `x = ".`: ".hidden", `x = "none/`: "",
		`ipc.shmget(1, 1, "IPC_C`: "IPC_CREAT", `ipc.shmget(1, 1, "IPC_CREAT | IPC_EX`: "IPC_EXCL", `help"shmge`: "shmget", `help("memory.du`: "memory.dump",
	} {
		open, _ := openString(text)
		if _, words := completeString(text, open); strings.Join(words, " ") != want {
			t.Errorf("%s: %q, want %q", text, words, want)
		}
	}
}

func TestHistoryPath(t *testing.T) {
	t.Setenv("HOME", "/home/ada")
	for state, want := range map[string]string{
		"/state": "/state/ipclua/history", "": "/home/ada/.local/state/ipclua/history", "relative": "/home/ada/.local/state/ipclua/history",
	} {
		t.Setenv("XDG_STATE_HOME", state)
		if got := historyPath(); got != want {
			t.Errorf("%q: %s, want %s", state, got, want)
		}
	}
}

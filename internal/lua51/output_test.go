package lua51

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// writes remembers each write.
type writes []string

func (w *writes) Write(p []byte) (int, error) {
	*w = append(*w, string(p))
	return len(p), nil
}

func TestOutputPutsWholeLinesOut(t *testing.T) {
	for _, c := range []struct {
		name, script string
		want         []string
		errors       []string
	}{
		{"print is one write", `print("a", 1, nil)`, []string{"a\t1\tnil\n"}, nil},
		{"io.write waits for the newline", `io.write("a", 1); io.write("b\n")`, []string{"a1b\n"}, nil},
		{"methods too, in order", `io.write("a"); print("b"); io.stdout:write("c", "\n")`, []string{"ab\n", "c\n"}, nil},
		{"the rest waits", `io.write("a\nb")`, []string{"a\n"}, nil},
		{"flush", `io.write("a"); io.flush(); io.write("b"); io.stdout:flush()`, []string{"a", "b"}, nil},
		{"setvbuf no", `io.write("a"); io.stdout:setvbuf("no"); io.write("b")`, []string{"a", "b"}, nil},
		{"several lines are one write", `io.write("a\n", "b\nc")`, []string{"a\nb\n"}, nil},
		{"many lines are one write", `io.write(("x\n"):rep(10000), "y\n")`, []string{strings.Repeat("x\n", 10000) + "y\n"}, nil},
		{"standard error is direct", `io.stderr:write("a", 1, "\n")`, nil, []string{"a1\n"}},
		{"true comes back", `print(io.write(""), io.stdout:write(""), io.stderr:write(""))`, []string{"true\ttrue\ttrue\n"}, nil},
		{"print uses __tostring", `print(setmetatable({}, {__tostring = function() return "x" end}))`, []string{"x\n"}, nil},
		{"another file is not ours", `
			local name = os.tmpname()
			io.output(name); io.write("a\nb"); io.close(); io.output(io.stdout)
			print(io.open(name):read("*a")); os.remove(name)`, []string{"a\nb\n"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			L := lua.NewState()
			defer L.Close()
			var out, errors writes
			NewOutput(&out, &errors).Install(L)
			if err := L.DoString(c.script); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(out, c.want) || !slices.Equal(errors, c.errors) {
				t.Errorf("writes %q and %q, want %q and %q", out, errors, c.want, c.errors)
			}
		})
	}
}

func TestOutputRefusesWhatIsNotText(t *testing.T) {
	L := lua.NewState()
	defer L.Close()
	var out bytes.Buffer
	NewOutput(&out, &out).Install(L)
	if err := L.DoString(`io.write({})`); err == nil || out.Len() > 0 {
		t.Errorf("io.write({}) gives %v and writes %q", err, out.String())
	}
}

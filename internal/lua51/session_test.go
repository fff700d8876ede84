package lua51

import (
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// sessions are lines, and what the last of them returns.
var sessions = []struct {
	name  string
	lines []string
	want  string
}{
	{"a local", []string{"local x = 5", "return x"}, "5"},
	{"assigned", []string{"local x = 5", "x = x + 1", "return x"}, "6"},
	{"no global", []string{"local x = 5", "return rawget(_G, 'x')"}, "nil"},
	{"several", []string{"local a, b, c = 1, (function() return 2, 3 end)()", "return a, b, c"}, "1 2 3"},
	{"too few values", []string{"local a, b = 1", "return a, b"}, "1 nil"},
	{"too many values", []string{"local a = 1, 2, 3", "return a"}, "1"},
	{"no value", []string{"local a", "a = 1", "return a"}, "1"},
	{"a function keeps it", []string{"local n = 0", "function inc() n = n + 1 return n end", "inc()", "n = n + 10", "return inc(), n"}, "12 12"},
	{"declared again", []string{"local n = 1", "local function old() return n end", "local n = 2", "return old(), n"}, "1 2"},
	{"declared again in a line", []string{"local n = 1 local function old() return n end local n = 2", "return old(), n"}, "1 2"},
	{"of itself", []string{"local x = 1", "local x = x + 1", "return x"}, "2"},
	{"recursion", []string{"local function f(n) return n == 0 and 1 or n * f(n - 1) end", "return f(5)"}, "120"},
	{"swapped", []string{"local a, b = 1, 2", "a, b = b, a", "return a, b"}, "2 1"},
	{"in a block", []string{"local x = 1 do local x = 2 end", "return x"}, "1"},
	{"of a loop", []string{"for i = 1, 3 do local x = i end", "return x, i"}, "nil nil"},
	{"in a function", []string{"local function f() local y = 1 return y end", "return f(), y"}, "1 nil"},
	{"loop over it", []string{"local t = {}", "for i = 1, 3 do t[i] = function() return i end end", "return t[1](), t[3]()"}, "1 3"},
	{"before the error", []string{"local x = 1", "local y = 2 error('no') local x = 3", "return x, y"}, "1 2"},
	{"never declared", []string{"error('no') local x = 3", "return x"}, "nil"},
	{"a method", []string{"local t = {n = 1}", "function t:get() return self.n end", "return t:get()"}, "1"},
	{"many", []string{manyLocals(), "return x1, x200"}, "1 200"},
}

func manyLocals() string {
	var text strings.Builder
	for i := 1; i <= 200; i++ {
		text.WriteString("local x" + FormatNumber(float64(i)) + " = " + FormatNumber(float64(i)) + "\n")
	}
	return text.String()
}

func TestSession(t *testing.T) {
	for _, c := range sessions {
		t.Run(c.name, func(t *testing.T) {
			L := NewState()
			defer L.Close()
			var s Session
			for _, text := range c.lines {
				L.SetTop(0)
				line, err := s.Load(L, text, "stdin")
				if err != nil {
					t.Fatal(err)
				}
				L.Push(line.Function)
				PCall(L, 0, lua.MultRet, nil) // some lines fail
				s.Keep(line)
			}
			var got []string
			for i := 1; i <= L.GetTop(); i++ {
				got = append(got, L.Get(i).String())
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("gives %v, want %s", got, c.want)
			}
		})
	}
}

func TestSessionForgetsWhatIsHidden(t *testing.T) {
	L := NewState()
	defer L.Close()
	var s Session
	for range 1000 {
		line, err := s.Load(L, "local x, y = 1, 2", "stdin")
		if err != nil {
			t.Fatal(err)
		}
		L.Push(line.Function)
		if err := PCall(L, 0, 0, nil); err != nil {
			t.Fatal(err)
		}
		s.Keep(line)
	}
	if names := strings.Join(s.Locals(), " "); names != "x y" {
		t.Errorf("%d locals: %s", len(s.Locals()), names)
	}
}

func TestSessionErrors(t *testing.T) {
	L := NewState()
	defer L.Close()
	var s Session
	for text, incomplete := range map[string]bool{
		"local": true, "local x =": true, "local function f()": true, "for": true, "local 5": false, "x x": false,
		manyLocals() + strings.Repeat("local y = 1\n", 60): false,
	} {
		if _, err := s.Load(L, text, "stdin"); err == nil || Incomplete(err) != incomplete {
			t.Errorf("%.20s…: %v, incomplete %v", text, err, Incomplete(err))
		}
	}
}

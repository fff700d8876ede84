package luac

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/luagen"
)

const separator = "\n-- next\n"

// reference compiles sources in Debian's lua5.1, and gives the message of each
// that is wrong and "" for the others.
func reference(t *testing.T, sources []string) []string {
	t.Helper()
	path, err := exec.LookPath("lua5.1")
	if err != nil {
		t.Skip("no lua5.1 to compare with")
	}
	cmd := exec.Command(path, "-e", `
		local text = io.read("*a")
		local from = 1
		while true do
			local first, last = string.find(text, "\n-- next\n", from, true)
			if not first then break end
			local f, message = loadstring(string.sub(text, from, first - 1), "=x")
			message = string.gsub(message or "", "\nstack traceback.*", "")
			io.write(message, "\n-- next\n")
			from = last + 1
		end`)
	cmd.Stdin = strings.NewReader(strings.Join(sources, separator) + separator)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("lua5.1: %v\n%s", err, out)
	}
	messages := strings.Split(string(out), separator)
	if len(messages) != len(sources)+1 {
		t.Fatalf("%d sources give %d messages", len(sources), len(messages)-1)
	}
	return messages
}

func message(source string) string {
	if _, err := Compile(source, "=x"); err != nil {
		return err.Error()
	}
	return ""
}

// compare compiles sources here and there.
func compare(t *testing.T, sources []string) (wrong int) {
	t.Helper()
	for i, want := range reference(t, sources)[:len(sources)] {
		if got := message(sources[i]); got != want {
			t.Errorf("%.2000q\ngives %q, lua5.1 %q", sources[i], got, want)
		}
		if want != "" {
			wrong++
		}
	}
	return wrong
}

// Right and wrong, in pairs of one line where the line matters.
var sources = []string{
	// lexical
	"x = 'abc", "x = 'abc\ny", "x = \"abc\r", "x = 'a\\", "x = 'a\\'", "x = 'a\\\n", "x = 'a\\\nb", "x = 'a\\65\n", "x = '\\300'", "x = 'ab\\256cd'", "x = '\\2555'",
	"x = '\\xff\\z\\q'", "x = '\\\r\n\\\n\r'y", "x = 'a\x00b' y", "x = '\x00\n", "x = [[abc", "x = [==[abc]=]", "x = [=abc", "x = [=", "x = [==", "x = [", "x = []",
	"x = [[\n\n]] y", "x = [[\r\n\n\r\r\n]] y", "x = [[a[[b]]", "x = [=[a[[b]=]", "x = [=[a[=[b]=]", "x = [[a[=[b]]", "x = [[a]b]]", "x = [==[]=]]==]", "x = [[]=]]", "x = [=[]]=]=]",
	"--[[abc", "--[==[abc]]", "--[[a[[b]]", "--[=[a[[b]=] y", "--[=x\ny", "--[==", "--", "--\ny", "-- x\r\ny", "--[[\n]]y", "x = 3x", "x = 0x", "x = 0xg", "x = 0x1p4", "x = 0xFFp", "x = 1e",
	"x = 1e+", "x = 1e5x", "x = 1E-3", "x = 1..2", "x = 3.4.5", "x = 3...", "x = .5.", "x = 5.", "x = .e1", "x = 08", "x = 1_000", "x = 0x.8", "x = 1e400 y", "x = 3..4", "x.1 = 1", "1x = 2",
	"x = ~", "x = 1 ~ 2", "x ~= 1", "@", "x = $", "x = `a`", "x = \x01", "x = \x7f", "x = \x80", "é = 1", "x = \x00", "x = a\x00 b", "\x00", "x = !a", "x != y", "x = a ! b", "x\t=\v1\f y", "#x", "\x1b", "\x1bLuaQ and more",
	// names of later versions
	"goto = 1 goto()", "goto x", "::a::", "x = a // b", "x = a & b", "x = a | b", "x = 1 << 2", "x = ~1", "local x <const> = 1", "continue", "local goto, continue = 1 return goto",
	// expressions
	"x =", "x = }", "x = =", "x = and", "x = a and", "x = not", "x = -", "x = #", "x = 1 ==", "x = 1 + ", "x = 1 + * 2", "x = ..", "x = a .. .. b", "x = (1", "x = (", "x = ()", "x = (1, 2)", "x = (\n1",
	"x = )", "x = {", "x = {1", "x = {1 2}", "x = {\n1\n2}", "x = {,}", "x = {1,,2}", "x = {1;;}", "x = {[1]}", "x = {[1 = 2}", "x = {[1] 2}", "x = {a = }", "x = {a b}", "x = {a, b; c = 1,}", "x = {a\x00",
	"x = {'a' = 1}", "x = {f() = 1}", "x = {\n[1] = 2\n[2] = 3}", "x = a.", "x = a.b.c.", "x = a.1", "x = a.end", "x = a[", "x = a[]", "x = a[1", "x[1 = 1", "x = a:", "x = a:b", "x = a:b.c", "x = a:1()", "x = a:b 1",
	"x = f(", "x = f(1", "x = f(1,", "x = f(,)", "x = f(1 2)", "f(\n1\n2)", "x = f{", "x = f'", "x = f[[", "x = f'a'{}[[b]]", "x = f\n(y)", "f\n(x)", "f()\n(x)", "a.b:c\n(x)", "f\n'a'", "f\n{}", "x = f --[[\n]] (y)",
	"x = function", "x = function(", "x = function()", "x = function() end end", "x = function f() end", "x = function(a", "x = function(a,)", "x = function(,a)", "x = function(...,a) end", "x = function(a, ...) end",
	"x = function(1) end", "x = function(a b) end", "x = function(a.b) end", "x = function\n(\n)\n", "x = ...", "function f() return ... end", "function f(...) return function() return ... end end", "x = x y = y",
	"x = 'a':b()", "x = ('a'):b()", "'a'", "'a':b()", "{}", "{}.x = 1", "1", "1 = x", "nil = 1", "true()", "(f)", "(f)()", "(f).x = 1", "(f) = 1", "(f()) = 1", "(a.b) = 1", "(a).b = 1", "return (1", "return {}{}",
	// statements
	"x", "x.y", "x:y", "x[1]", "x y", "x,", "x, y", "x, y z", "x, = 1", "x = 1,", "x, y = 1, 2,", "f() = 1", "a, f() = 1", "f(), a = 1", "a = b = c", "a == b", "x += 1", "x++", "f() g", "f() g()", "x = 1 2", ";", "x = 1;;",
	"local", "local 1", "local x,", "local x =", "local x y", "local x.y = 1", "local x, y = 1 2", "local function", "local function end", "local function f", "local function f()", "local function a.b() end", "local x, 1", "local local",
	"function", "function f", "function f(", "function f() ", "function 1() end", "function f.1() end", "function f.() end", "function a.b:c.d() end", "function a:b:c() end", "function a:() end", "function a[1]() end", "function a.b.c:d(...) end",
	"if", "if x", "if x then", "if x then else", "if x then else end", "if x then elseif", "if x then elseif y then end", "if x then else elseif y then end", "if x else end", "if x do end", "if = then", "if a = b then end", "\nif x then\n\n", "if x then y",
	"while", "while x", "while x do", "while x do end end", "while x then end", "while\nx\ndo\n", "repeat", "repeat x", "repeat until", "repeat until x", "repeat\nx=1\nend", "repeat local a until a b", "until x", "do", "do end end", "do\n\nend\nend",
	"for", "for 1", "for i", "for i do", "for i =", "for i = 1", "for i = 1 do end", "for i = 1,", "for i = 1, 2", "for i = 1, 2 do", "for i = 1, 2, 3, 4 do end", "for i = 1, 2, do end", "for i.x = 1, 2 do end", "for a,", "for a, b", "for a, b = 1, 2 do", "for a in", "for a in x do", "for a in x, do", "for a,1 in x do end", "for in x do end", "for\n\na in b do\n",
	"break", "break x", "do break end", "while x do break end", "while x do break; end", "while x do break y = 1 end", "while x do if y then break end end", "function f() break end", "while x do function f() break end end", "repeat break until x", "for i = 1, 2 do break end break", "while x do break\nend\nbreak",
	"return", "return;", "return;;", "return 1", "return 1,", "return ,", "return 1 2", "return\nx", "return x y", "return return", "return 1;x=2", "do return end x = 1", "do return 1 end end", "return f() g()", "if x then return end return", "return end", "return = 1", "return function", "return\n\n,",
	"and", "else", "elseif", "end", "in", "then", "not", "or", "%", "..", "...", "x = 1 end", "x = 1\n\n\nend", "a.b", "a.b.c:d", "a.b.c:d'x'.e", "a.b.c:d'x'.e = 1", "", " ", "\n", "return",
}

func TestSyntax(t *testing.T) {
	if wrong := compare(t, sources); wrong < 300 {
		t.Errorf("only %d of %d sources are wrong", wrong, len(sources))
	}
}

// What there can be too much of.
func TestLimits(t *testing.T) {
	locals := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "local a%d\n", i)
		}
		return b.String()
	}
	uses := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "+a%d\n", i)
		}
		return b.String()
	}
	numbers := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	var list []string
	for _, n := range []int{20, 66, 97, 98, 99, 100, 195, 196, 197, 198, 199, 200, 201, 300} {
		list = append(list,
			"x = "+strings.Repeat("(", n)+"1"+strings.Repeat(")", n),
			strings.Repeat("do ", n)+strings.Repeat("end ", n),
			"x = "+strings.Repeat("{", n)+strings.Repeat("}", n),
			"x = "+strings.Repeat("- ", n)+"1",
			"x = "+strings.Repeat("not ", n)+"1",
			"x = "+strings.Repeat("2^", n)+"1",
			"x = "+strings.Repeat("a..", n)+"a",
			"x = "+strings.Repeat("a+", n)+"a",
			"x = "+strings.Repeat("a and ", n)+"a",
			strings.Repeat("x = function() ", n)+strings.Repeat("end ", n),
			strings.Repeat("if x then ", n)+strings.Repeat("end ", n),
			"if x then "+strings.Repeat("elseif y then ", n)+"end",
			strings.Repeat("while x do ", n)+strings.Repeat("end ", n),
			strings.Repeat("for i = 1, 2 do ", n)+strings.Repeat("end ", n),
			strings.Repeat("for k in x do ", n)+strings.Repeat("end ", n),
			"f"+strings.Repeat("{f", n)+strings.Repeat("}", n),
			"f"+strings.Repeat("(f", n)+strings.Repeat(")", n),
			"f"+strings.Repeat("()", n),
			"x = a"+strings.Repeat("[a", n)+strings.Repeat("]", n),
			"a"+strings.Repeat(",a", n)+" = 1",
			"a"+strings.Repeat(",a", n)+" = a"+strings.Repeat(",a", n),
			"do do a.b"+strings.Repeat(",a.b", n)+" = 1 end end",
			"f(a"+strings.Repeat(",a", n)+")",
			"f(g(a"+strings.Repeat(",a", n)+"))",
			"local a"+strings.Repeat(",a", n),
			"local a"+strings.Repeat(",a", n)+" = f()",
			"function f(a"+strings.Repeat(",a", n)+") end",
			"function f(a"+strings.Repeat(",a", n)+", ...) end",
			"\nfunction t:f(a"+strings.Repeat(",a", n)+") end",
			"function f() for a"+strings.Repeat(",a", n)+" in x do end end",
			locals(n),
			locals(n)+"for i = 1, 2 do end",
			locals(n)+"for k in x do end",
			locals(n)+"function f() return 1"+uses(n)+" end",
			locals(n)+"function f() return function() return 1"+uses(n)+" end end",
			locals(n)+"x = {f(a, b, c, d, e)}",
			"return a"+strings.Repeat(",a", n),
		)
	}
	for _, n := range []int{249, 250, 251, 255, 256, 257, 511, 512, 1000} {
		list = append(list, "f(a"+strings.Repeat(",a", n)+")", "return "+numbers(n, "'a%d', ")+"1", "x = {"+numbers(n, "%d, ")+"}", numbers(n, "x = %d "), "x = '' "+numbers(n, "..%d"))
	}
	list = append(list,
		"return {"+numbers(1<<18+2, "%d,")+"}",
		"return {"+numbers(1<<18-1, "%d,")+"}",
		"while x do "+numbers(131068, "local a = b ")+"end",
	)
	compare(t, list)
}

// Programs with a token more, less, or elsewhere.
func TestMutations(t *testing.T) {
	const programs, mutations = 150, 12
	var list []string
	for seed := range uint64(programs) {
		r := rand.New(rand.NewPCG(seed, 7))
		tokens := split(luagen.New(seed).String())
		for range mutations {
			mutant := append([]string{}, tokens...)
			i, j := r.IntN(len(mutant)), r.IntN(len(mutant))
			switch r.IntN(5) {
			case 0:
				mutant[i] = ""
			case 1:
				mutant[i] += " " + mutant[i]
			case 2:
				mutant[i], mutant[j] = mutant[j], mutant[i]
			case 3:
				mutant[i] = mutant[j]
			case 4:
				mutant = mutant[:i]
			}
			list = append(list, strings.Join(mutant, " "))
		}
	}
	if wrong := compare(t, list); wrong < len(list)/2 {
		t.Errorf("only %d of %d mutants are wrong", wrong, len(list))
	}
}

// split gives a program's tokens, and its ends of lines.
func split(program string) []string {
	var tokens []string
	for i, line := range strings.Split(program, "\n") {
		if i > 0 {
			tokens = append(tokens, "\n")
		}
		lx := &lexer{src: line}
		for {
			start := lx.pos
			if lx.scan().kind == tokEOF {
				break
			}
			tokens = append(tokens, strings.TrimSpace(line[start:lx.pos]))
		}
	}
	return tokens
}

// An interactive reader asks for more where an error is incomplete.
func TestIncomplete(t *testing.T) {
	for source, want := range map[string]bool{
		"x =": true, "if x then": true, "f(": true, "x = [[a": true, "--[[": true, "x": true, "break": true, "x = 'a": true,
		"x = }": false, "x y": false, "x = 3x": false, "x = 'a\n": false, "'<eof>'": false, "end": false,
	} {
		_, err := Compile(source, "=x")
		if e, ok := err.(*Error); !ok || e.Incomplete != want {
			t.Errorf("%q gives %v, incomplete is %v", source, err, !want)
		}
	}
}

func TestSource(t *testing.T) {
	const text = "return function() return function() end end"
	for _, name := range []string{"=a", "@a.lua", text} {
		p, err := Compile(text, name)
		if err != nil {
			t.Fatal(err)
		}
		inner := p.FunctionPrototypes[0].FunctionPrototypes[0]
		if Source(p) != name || Source(inner) != name || inner.SourceName != shown(name, sizeRunning) {
			t.Errorf("%q becomes %q, %q, %q", name, Source(p), Source(inner), inner.SourceName)
		}
	}
	p, err := lua.Compile(nil, "other")
	if err != nil || Source(p) != "other" {
		t.Errorf("a prototype of gopher-lua's has the source %q, %v", Source(p), err)
	}
}

func FuzzCompile(f *testing.F) {
	for _, source := range sources {
		f.Add(source)
	}
	for seed := range uint64(20) {
		f.Add(luagen.New(seed).String())
	}
	f.Fuzz(func(t *testing.T, source string) {
		proto, err := Compile(source, "fuzz")
		if (proto == nil) == (err == nil) {
			t.Errorf("gives %v and %v", proto, err)
		}
	})
}

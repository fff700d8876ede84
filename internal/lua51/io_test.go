package lua51

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// agreeAll runs many snippets in one process here and there, in a folder of
// their own. A snippet has a file "text" of three lines, and p, which is print.
func agreeAll(t *testing.T, snippets map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	t.Setenv("LC_ALL", "C")
	var program strings.Builder
	names := slices.Sorted(maps.Keys(snippets))
	for _, name := range names {
		fmt.Fprintf(&program, `do local f = assert(io.open("text", "w")) f:write("one\ntwo words\n\n3 0x10 -7.5e1 x") f:close() end
			p = print print(%q) io.input(io.stdin) io.output(io.stdout)
			do local f, ok, e = assert(loadstring(%q, "=test")) ok, e = pcall(f) if not ok then print("error: " .. e) end end
			`, "== "+name, snippets[name])
	}
	got, want := strings.Split(run(t, program.String()), "== "), strings.Split(reference(t, program.String()), "== ")
	if len(got) != len(names)+1 || len(want) != len(got) {
		t.Fatalf("%d of %d snippets ran, %d in lua5.1:\n%s", len(got)-1, len(names), len(want)-1, got[len(got)-1])
	}
	for i, name := range names {
		here, there := strings.Split(got[i+1], "\n"), strings.Split(want[i+1], "\n")
		for k := range max(len(here), len(there)) {
			if k >= len(here) || k >= len(there) || here[k] != there[k] {
				t.Errorf("%s\n%s\nprints from line %d on\n%.300s\nlua5.1 prints\n%.300s", name, snippets[name],
					k, strings.Join(here[min(k, len(here)):], "\n"), strings.Join(there[min(k, len(there)):], "\n"))
				break
			}
		}
	}
}

// Not here: lines with a NUL in them, which lua5.1 joins with the next; "*n" from
// what is open for writing only, which gives nil there and nil and an error
// here; the locale of the environment, which is always C's here.
var fileSnippets = map[string]string{
	"open modes": `for _, m in ipairs{"r", "rb", "w", "wb", "a", "ab", "r+", "w+", "a+", "r+b", "rb+", "", "x", "R", "rw", "wx", "r\0w", "rbbbbbbb+"} do
		local f, e, n = io.open("text", m) p(#m, io.type(f), e, n) if f then p(f:seek()) p(f:write("ab")) p(f:read(1)) p(f:seek("cur", 0)) p(f:close()) end end`,
	"open what is not there": `p(io.open("nofile")) p(io.open("no/such/file", "w")) p(io.open("", "r")) p(io.open("text/x")) p(io.open(".", "w")) p(io.open("text\0x"):close())`,
	"open arguments":         `p(pcall(io.open)) p(pcall(io.open, {})) p(pcall(io.open, "x", {})) p(io.open("text", nil) ~= nil) p(io.open(5)) io.open({})`,
	"formats":                `local f = io.open("text") p(f:read("*l", "*l", "*l", "*n", "*n", "*n", "*a")) p(f:read("*a")) p(f:read("*a", "*l", "*a")) p(f:read(0)) p(f:read()) p(f:read(5)) p(f:read("*n"))`,
	"numbers of bytes":       `local f = io.open("text") p(f:read(0)) p(f:read(3, 0, 1, 4)) p(f:read(2.9)) p(f:read(-1)) p(f:read(-1)) p(f:read(1e12)) f:seek("set") p(#f:read(1e12)) f:seek("set") p(#f:read(0/0)) f:seek("set") p(f:read(1e300) ~= nil)`,
	"a line of nothing":      `local f = io.open("text", "w") f:write("\n\na\n") f:close() for l in io.lines("text") do p("[" .. l .. "]") end for l in io.lines("text") do p(l) break end`,
	"no last newline":        `local f = io.open("text", "w") f:write("a\r\nb") f:close() for l in io.lines("text") do p(#l) end`,
	"long lines":             `local f = io.open("text", "w") for i = 4090, 4100 do f:write(("x"):rep(i), "\n") end f:write(("y"):rep(100000)) f:close() for l in io.lines("text") do p(#l) end`,
	"binary":                 `local s = {} for i = 0, 255 do s[#s + 1] = string.char(i) end s = table.concat(s):rep(40) local f = io.open("text", "wb") f:write(s) f:close() f = io.open("text", "rb") p(f:read("*a") == s) f:seek("set", 250) p(f:read(300) == s:sub(251, 550))`,
	"wrong formats":          `local f = io.open("text") for _, a in ipairs{"l", "", "*", "*x", "5", "**", "*lx", "*number"} do p(a, pcall(f.read, f, a)) end p(pcall(f.read, f, nil)) p(pcall(f.read, f, {})) p(pcall(f.read, f, "*l", "x")) p(f:read())`,
	"errors of methods":      `local f = io.open("text") p(pcall(function() f:read("x") end)) p(pcall(function() f.read(5) end)) p(pcall(function() f.read() end)) p(pcall(function() f:write({}) end)) p(pcall(function() f:seek("x") end)) p(pcall(function() f:seek("set", {}) end)) p(pcall(function() f:setvbuf() end)) p(pcall(function() f:setvbuf("x") end))`,
	"only for reading":       `local f = io.open("text") p(f:write("")) p(f:write("x")) p(f:write(1)) p(f:flush()) p(f:setvbuf("no")) p(f:write()) p(f:read()) p(f:close())`,
	"only for writing":       `local f = io.open("text", "w") p(f:read()) p(f:read(0)) p(f:read("*a")) p(pcall(f:lines())) p(f:write("x")) p(f:read(1)) p(f:close())`,
	"directory":              `local f = io.open(".") p(f:read()) p(f:read("*a")) p(f:read(0)) p(f:read(5)) p(f:read("*n")) p(pcall(f:lines())) p(f:close()) p(pcall(function() for l in io.lines(".") do p(l) end end))`,
	"full device":            `local f = io.open("/dev/full", "w") p(f:write("x")) p(f:flush()) p(f:write(("y"):rep(5000))) p(f:close()) f = io.open("/dev/full", "w") p(f:setvbuf("no")) p(f:write("x", 1, "")) p(f:close()) f = io.open("/dev/full", "w") f:write("x") p(f:seek("set")) p(f:close()) f = io.open("/dev/full", "w") f:write("x") p(f:close())`,
	"numbers are written":    `local f = io.tmpfile() p(f:write(1, " ", 1/3, " ", 1e15, " ", -0, " ", 2^53, " ", 1/0, "\n")) f:seek("set") p(f:read())`,
	"write before an error":  `local f = io.open("text", "w") p(pcall(f.write, f, "a", 1, {}, "b")) p(pcall(f.write, f, nil)) p(pcall(f.write, f, true)) f:close() p(io.open("text"):read("*a"))`,
	"closed":                 `local f = io.open("text") p(f:close()) p(tostring(f), io.type(f)) for _, m in ipairs{"close", "read", "write", "lines", "flush", "seek", "setvbuf"} do p(pcall(function() f[m](f) end)) end p(pcall(io.close, f)) p(pcall(io.input, f)) p(pcall(io.lines, f)) p(getmetatable(f).__gc(f))`,
	"type":                   `p(io.type(io.stdout), io.type(5), io.type(nil), io.type(newproxy())) p(pcall(io.type)) p((tostring(io.stdin):gsub("0x%x+", "ADDRESS"))) io.type()`,
	"standard files":         `p(io.stdout:close()) p(io.close()) p(io.close(io.stderr)) p(io.stdin:close()) p(io.stdout:read()) p(io.stdin:write("x")) p(io.stdin:read("*a")) p(io.stdin:read()) p(io.read(0), io.read("*n"), io.read("*l")) p(io.stdin == io.input(), io.stdout == io.output())`,
	"metatable":              `local names = {} for k, v in pairs(getmetatable(io.stdout)) do names[#names + 1] = k .. " " .. type(v) end table.sort(names) p(table.concat(names, ", ")) names = {} for k, v in pairs(io) do names[#names + 1] = k .. " " .. type(v) end table.sort(names) p(table.concat(names, ", ")) p(getmetatable(io.stdout) == getmetatable(io.open("text")), debug.getregistry and true)`,
	"io.close":               `p(pcall(io.close, 5)) p(pcall(io.close, nil)) io.output("text") p(io.close()) p(pcall(io.write, "x")) p(pcall(io.flush)) p(pcall(io.close)) io.output(io.stdout) io.close(5)`,
	"default input":          `p(io.input("text") == io.input(), io.type(io.input())) p(io.read()) p(io.read("*n")) for l in io.lines() do p(l) end p(io.read()) p(io.close(io.input())) p(pcall(io.read)) p(pcall(io.lines)) p(tostring(io.input())) io.input(io.stdin) p(io.read())`,
	"default output":         `p(io.output("text") == io.output()) p(io.write("a", 1)) p(io.output():seek()) p(io.flush()) p(io.open("text"):read()) p(io.output(io.stdout) == io.stdout) p(io.output(nil) == io.stdout)`,
	"defaults that fail":     `p(pcall(io.input, "nofile")) p(pcall(io.output, "no/such")) p(pcall(io.input, {})) p(pcall(io.output, true)) p(pcall(io.input, 5)) p(io.input() == io.stdin) io.input("nofile")`,
	"lines":                  `local it = io.lines("text") p(it()) p(it()) p(it()) p(it()) p(select("#", it())) p(pcall(it)) p(pcall(io.lines, "nofile")) p(pcall(io.lines, nil)) p(pcall(io.lines, {})) p(pcall(io.lines, io.stdin))`,
	"file lines":             `local f = io.open("text") for l in f:lines() do p(l) end p(io.type(f)) p(f:read()) p(f:lines()()) f:seek("set") local it = f:lines() p(it(), f:read(), it()) f:close() p(pcall(it)) for l in f:lines() do end`,
	"lines message":          `for l in io.lines("nofile") do end`,
	"seek":                   `local f = io.open("text") p(f:seek()) p(f:seek("end")) p(f:seek("set", 3), f:read(2)) p(f:seek("cur", -2), f:read(1)) p(f:seek("set", -1)) p(f:seek("cur")) p(f:seek("end", 5), f:read()) p(f:seek("set", "4"), f:read(1)) p(f:seek("set", 1.9)) p(f:seek(nil, nil)) p(pcall(f.seek, f, "set", "x")) p(pcall(f.seek, f, 5))`,
	"beyond the end":         `local f = io.open("text", "r+") p(f:seek("end", 5)) p(f:write("x")) p(f:seek("set")) p(#f:read("*a"))`,
	"append":                 `local f = io.open("text", "a") p(f:seek()) f:write("abc") p(f:seek()) p(f:seek("set")) f:write("def") f:close() f = io.open("text", "a+") p(f:read()) f:write("ghi") p(f:seek()) f:seek("set", 2) p(f:read("*a")) f:close()`,
	"update":                 `local f = io.open("text", "r+") p(f:read()) f:seek("cur") f:write("TWO") f:seek("cur") p(f:read()) p(f:seek()) f:seek("set") f:write("O") f:flush() p(f:read("*a")) f:seek("cur") f:write("end") f:seek("set") p(f:read("*a")) f:close() p(io.open("text"):read("*a"))`,
	"what another sees":      `local f, g = io.open("text", "w"), io.open("text") f:write("x") p(g:seek("end")) f:flush() p(g:seek("end")) f:write(("y"):rep(5000)) p(g:seek("end")) f:setvbuf("line") f:write("a\nb") p(g:seek("end")) f:setvbuf("no") f:write("c") p(g:seek("end")) f:close() p(g:seek("end"))`,
	"setvbuf":                `local f = io.open("text", "w") p(f:setvbuf("no")) p(f:setvbuf("full", 1024)) p(f:setvbuf("line")) p(f:setvbuf("full", -5)) p(pcall(f.setvbuf, f)) p(pcall(f.setvbuf, f, "full", {})) p(io.stdout:setvbuf("full"))`,
	"tmpfile":                `local f = io.tmpfile() p(io.type(f)) p(f:write("a\nb")) p(f:seek("set")) p(f:read("*a")) p(f:close())`,
	"popen":                  `local f = io.popen("echo a; echo b; exit 3") p(io.type(f)) p(f:read("*a")) p(f:write("x")) p(f:seek()) p(f:close()) p(pcall(f.close, f)) for l in io.popen("cat text"):lines() do p(l) end`,
	"popen to write":         `local f = io.popen("tr a b > out", "w") p(f:write("banana", 1)) p(f:read()) p(f:close()) p(io.open("out"):read("*a")) os.remove("out")`,
	"popen modes":            `for _, m in ipairs{"r", "w", "re", "rw", "", "x", "rx", "+"} do local f, e, n = io.popen("exit 0", m) p(m, io.type(f), e, n) end p(io.popen("nosuchcommand 2>/dev/null"):close()) p(pcall(io.popen)) io.popen({})`,
	"popen sees files":       `local f = io.open("out", "w") f:write("x") p(io.popen("cat out"):read("*a")) f:close() os.remove("out")`,
	"numerals": `for i, s in ipairs{"1", "  \n-2.5", "+3", "0x1F", "0X.8p1", "0x", "0xz", "1e5", "1e+", "1ex", "1e5e", ".5", ".", "-.", "-", "--1", "5.", "5..", "1_0", "nan", "nax", "inf", "infinity", "infinitx", "-inf", "NAN", "1e999", "0e", "00012", "1,2", "x", "", " ", "1-2", "e5", "0x1p", "0x1p-", "0x1.8p-1z", "1e-400", "123456789012345678901234567890", "n", "in", "i", "infin"} do
		local f = io.open("text", "w") f:write(s, "|rest") f:close() f = io.open("text") p(s, f:read("*n", "*a")) p(f:seek("set"), f:read("*n")) p(f:read("*a")) end`,
	"random numerals": `local x = 7 local function random(n) x = x * 16807 % 2147483647 return x % n + 1 end
		local letters, f = "00112345..eEexX+-- pPafnit\n", io.open("text", "w")
		for i = 1, 3000 do local s = {} for k = 1, random(6) do local c = random(#letters) s[k] = letters:sub(c, c) end f:write(table.concat(s), " ") end
		f:close() f = io.open("text") for i = 1, 9000 do local n = f:read("*n") p(n or f:read(1)) end`,
	"random operations": `local x = 11 local function random(n) x = x * 16807 % 2147483647 return x % n end
		for _, mode in ipairs{"r+", "w+", "a+", "r", "w", "a"} do
			local f = io.open("text", mode)
			for i = 1, 400 do
				local n, r = random(9), random(5000)
				local reads = n == 3 or n == 6 or n == 7
				if reads ~= was then p(f:seek("cur")) end -- C's streams want it
				was = reads
				if n == 0 then p(f:seek("set", r)) elseif n == 1 then p(f:seek()) elseif n == 2 then p(f:seek("end", -random(10))) elseif n == 3 then local s = f:read(r) p(s and #s)
				elseif n == 4 then p(f:flush()) elseif n == 5 then p(f:write(("a"):rep(r), "\n", r)) elseif n == 6 then local s = f:read() p(s and #s) elseif n == 7 then p(f:read(3)) else p(f:write("x", i, "\n")) end
			end
			p(f:close()) f = io.open("text") local s, h = f:read("*a"), 0 f:close()
			for i = 1, #s do h = (h * 31 + s:byte(i)) % 1000003 end p(#s, h)
		end`,
}

func TestFiles(t *testing.T) { agreeAll(t, fileSnippets) }

// What the script lets go of is written, as finalisers do in lua5.1.
func TestForgottenFiles(t *testing.T) {
	agreeAll(t, map[string]string{
		"collected": `io.open("text", "w"):write("x") collectgarbage() p(io.open("text"):read("*a"))`,
		"many":      `for i = 1, 3000 do io.open("text"):read() if i % 100 == 0 then collectgarbage() end end p(io.open("text"):read())`,
	})
}

// At the end files that are open are flushed.
func TestOutputFlushesFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	L := NewState()
	defer L.Close()
	var out strings.Builder
	o := NewOutput(&out, &out)
	o.Install(L)
	run := func(program string) {
		t.Helper()
		fn, err := Load(L, strings.NewReader(program), "x")
		if err != nil {
			t.Fatal(err)
		}
		L.Push(fn)
		if err := PCall(L, 0, 0, nil); err != nil {
			t.Fatal(err)
		}
	}
	run(`f = io.open("f", "w") f:write("x") assert(io.open("f"):read("*a") == "")`)
	if err := o.Flush(); err != nil {
		t.Fatal(err)
	}
	run(`assert(io.open("f"):read("*a") == "x")`)
}

// BenchmarkFiles is a hundred thousand lines.
func BenchmarkFiles(b *testing.B) {
	b.Chdir(b.TempDir())
	for _, c := range []struct{ name, program string }{
		{"write", `local f = io.open("f", "w") for i = 1, 100000 do f:write("line ", i, "\n") end f:close()`},
		{"lines", `for l in io.lines("f") do end`},
		{"read", `local f = io.open("f") while f:read() do end f:close()`},
		{"all", `local f = io.open("f") local s = f:read("*a") f:close()`},
	} {
		for _, here := range []bool{false, true} {
			b.Run(map[bool]string{false: c.name + "/gopher-lua", true: c.name + "/here"}[here], func(b *testing.B) {
				L := lua.NewState()
				if here {
					L = NewState()
				}
				defer L.Close()
				for b.Loop() {
					if err := L.DoString(c.program); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

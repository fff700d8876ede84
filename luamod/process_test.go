package luamod

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
)

// aScript is a state with what became of it.
type aScript struct {
	L      *lua.LState
	m      *Module
	cancel context.CancelFunc

	mu         sync.Mutex
	complaints []string
}

// newScript opens a state that is closed when the test ends. Then no child may
// be left.
func newScript(t testing.TB) *aScript {
	t.Helper()
	L, m := openTest()
	s := &aScript{L: L, m: m}
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	m.world.Context = func() context.Context { return ctx }
	m.world.Complain = func(err error) {
		s.mu.Lock()
		s.complaints = append(s.complaints, err.Error())
		s.mu.Unlock()
	}
	t.Cleanup(func() {
		m.Close(false)
		for _, p := range m.children.list {
			if _, ended, _ := p.Wait(context.Background(), 0); !ended {
				t.Errorf("%v is left", p)
			}
		}
		cancel()
		L.Close()
	})
	return s
}

// run runs Lua text under the name t.lua and gives the error with its value.
func (s *aScript) run(text string) (lua.LValue, error) {
	fn, err := lua51.Load(s.L, strings.NewReader(text), "t.lua")
	if err == nil {
		s.L.Push(fn)
		err = lua51.PCall(s.L, 0, 0, nil)
	}
	if err != nil {
		return lua51.ErrorValue(err), err
	}
	return nil, nil
}

// processes are scripts that pass by their asserts.
var processes = map[string]string{
	"results":       `assert(ipc.spawn(function(a, b) return a + b, nil, "x", nil end, 3, 4):join() == 7) assert(select("#", ipc.spawn(function() return nil, nil end):join()) == 2)`,
	"another pid":   `local p = ipc.spawn(function() return ipc.getpid(), ipc.getppid() end) local pid, ppid = p:join() assert(pid == p.pid and ppid == ipc.getpid() and pid ~= ppid)`,
	"shared cells":  `local n = 0; local function inc() n = n + 1 end local function get() return n end; inc(); local a, b = ipc.spawn(function() inc(); inc(); return get(), n end):join() assert(a == 3 and b == 3 and n == 1)`,
	"cycles":        `local t = {}; t.me = t; t.list = {t, t}; local r = ipc.spawn(function(x) assert(x.me == x and x.list[2] == x); return x end, t):join() assert(r.me == r and r.list[1] == r)`,
	"recursion":     `local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end assert(ipc.spawn(fib, 15):join() == 610)`,
	"mutual":        `local even, odd; function even(n) if n == 0 then return true end return odd(n - 1) end function odd(n) if n == 0 then return false end return even(n - 1) end assert(ipc.spawn(even, 10):join() == true)`,
	"globals":       `limit = 5; function double(x) return 2 * x * limit end assert(ipc.spawn(function() return double(4) end):join() == 40)`,
	"loadstring":    `local f = assert(loadstring("local x = ...; return x * 3", "=chunk")) assert(ipc.spawn(f, 5):join() == 15)`,
	"closure back":  `local f = ipc.spawn(function(n) return function() n = n + 1; return n end end, 10):join() assert(f() == 11 and f() == 12)`,
	"own globals":   `x = 1 local f = ipc.spawn(function() x = 2 string.foo = 1 package.path = "" return function() return x end end):join() assert(x == 1 and f() == 1 and string.foo == nil and package.path ~= "")`,
	"views":         `local seg = ipc.segment{size = 4096, temporary = true} local n = seg:int32(0, 4) ipc.parallel(3, function(i) n[i] = i * i end) assert(n:sum() == 14) seg:detach()`,
	"go function":   `assert(ipc.spawn(string.rep, "ab", 3):join() == "ababab")`,
	"join twice":    `local p = ipc.spawn(function() return {} end) local a = p:join() assert(a == p:join() and p:wait() == true and p:wait(0) == true)`,
	"grandchildren": `assert(ipc.spawn(function(n) local function down(n) if n == 0 then return 0 end return 1 + ipc.spawn(down, n - 1):join() end return down(n) end, 3):join() == 3)`,
	"modules":       `package.preload.answer = function() return {value = 42} end local answer = require "answer" assert(ipc.spawn(function() return require("answer") == answer and answer.value end):join() == 42)`,
	"package.path":  `package.path = "/nowhere/?.lua" assert(ipc.spawn(function() return package.path end):join() == "/nowhere/?.lua")`,
	"handles":       `local seg = ipc.segment{size = 4096, temporary = true} local sem = ipc.semaphore{value = 0, temporary = true} local p = ipc.spawn(function() seg:int32()[0] = 7; sem:up() return seg.id end) sem:down() assert(seg:int32()[0] == 7 and p:join() == seg.id) seg:detach()`,
	"alive":         `local p = ipc.spawn(function() ipc.sleep(60) end) assert(p:alive()) assert(p:kill("SIGKILL") == true) p:wait() assert(not p:alive())`,
	"wait":          `local p = ipc.spawn(function() end) assert(p:wait() == true) p = ipc.spawn(function() ipc.sleep(60) end) assert(p:wait(0) == false and p:wait(0.01) == false) p:kill() local a, b, c = p:wait() assert(a == nil and b == "signal" and c == 15)`,
	"kill by name":  `for name, number in pairs{SIGTERM = 15, INT = 2, SIGKILL = 9, [15] = 15} do local sem = ipc.semaphore{value = 0, temporary = true} local p = ipc.spawn(function() sem:up() ipc.sleep(60) end) sem:down() assert(p:kill(name)) local _, kind, n = p:wait() assert(kind == "signal" and n == number) end`,
	"kill late":     `local p = ipc.spawn(function() end) p:join() local ok, message, code = p:kill() assert(ok == nil and code == ipc.ESRCH and message == "kill " .. p.pid .. ": no such process (ESRCH)", message) assert(p:kill(0) == nil)`,
	"kill nobody":   `local p = ipc.spawn(function() ipc.sleep(60) end) assert(p:kill(0)) local ok, m, code = p:kill(1000) assert(not ok and code == ipc.EINVAL) p:kill(9)`,
	"os.exit":       `local p = ipc.spawn(function() os.exit(3) end) local a, b, c = p:wait() assert(a == nil and b == "exit" and c == 3) local ok, e = pcall(p.join, p) assert(not ok and e.code == 3 and e.pid == p.pid and tostring(e):find("process " .. p.pid .. " exited with code 3", 1, true), tostring(e))`,
	"os.exit 0":     `local p = ipc.spawn(function() os.exit(0) end) assert(p:wait() == true) assert(select("#", p:join()) == 0)`,
	"loop ends":     `local sem = ipc.semaphore{value = 0, temporary = true} local p = ipc.spawn(function() sem:up() while true do end end) sem:down() p:kill() local _, kind, n = p:wait() assert(kind == "signal" and n == 15)`,
	"big job":       `local t = {} for i = 1, 100000 do t[i] = i + 0.5 end local sum = ipc.spawn(function(t) local s = 0 for i = 1, 100000 do s = s + t[i] end return s end, t):join() assert(sum == 5000100000, tostring(sum))`,
	"big result":    `local s = ipc.spawn(function() return string.rep("x", 10000000) end) local p = s:wait() assert(p == true and #s:join() == 10000000)`,
	"big both":      `local text = string.rep("y", 5000000) assert(ipc.spawn(function(t) return t .. t end, text):join() == text .. text)`,
	"big untaken":   `local text = string.rep("y", 5000000) local p = ipc.spawn(function() os.exit(0) return text end) assert(p:wait() == true)`,
	"parallel":      `local r = ipc.parallel(5, function(i, x) return i * x end, 10) assert(table.concat(r, " ") == "10 20 30 40 50") assert(#ipc.parallel(0, print) == 0) r = ipc.parallel(2, function(i) if i == 2 then return "b" end end) assert(r[1] == nil and r[2] == "b")`,
	"tostring":      `local p = ipc.spawn(function() end) assert(tostring(p) == "process " .. p.pid) assert(not pcall(function() p.pid = 1 end))`,
	"preload":       `local ipc = require "ipc" assert(ipc.spawn(function() return ipc == require "ipc" and ipc == _G.ipc end):join())`,
}

func TestProcesses(t *testing.T) {
	for name, text := range processes {
		t.Run(name, func(t *testing.T) {
			s := newScript(t)
			if v, err := s.run(text); err != nil {
				t.Fatal(lua51.Message(s.L, v))
			}
			s.m.Close(true)
			if len(s.complaints) > 0 {
				t.Errorf("complaints: %q", s.complaints)
			}
		})
	}
}

// failures are scripts whose error is made of these parts.
var failures = map[string]struct {
	text string
	want []string
}{
	"error":           {"ipc.spawn(function()\n error('boom') end):join()", []string{"t.lua:2: boom\nin process ", ": stack traceback:\n\t[C]: in function 'error'\n\tt.lua:2: in function <t.lua:1>\n\t[C]: ?"}},
	"error object":    {"local ok, e = pcall(function() ipc.spawn(function() error{code = 7} end):join() end) assert(not ok and e.value.code == 7 and e.pid > 0 and e.traceback:find 't.lua:1', e) error('fine')", []string{"t.lua:1: fine"}},
	"error with text": {"ipc.spawn(function() error(setmetatable({}, {__tostring = function() return 'own words' end})) end):join()", []string{"own words\nin process"}},
	"error untold":    {"local ok, e = pcall(function() ipc.spawn(function() error(coroutine.create(function() end)) end):join() end) error(e.value, 0)", []string{"(error object is not a string)"}},
	"error twice":     {"local p = ipc.spawn(error, 'x') local _, a = pcall(p.join, p) local _, b = pcall(p.join, p) assert(a == b) assert(select(2, p:wait()) == 'exit' and select(3, p:wait()) == 1) error(a)", []string{"x\nin process"}},
	"nested":          {"ipc.spawn(function()\nipc.spawn(function() error('deep')\nend):join() end):join()", []string{"t.lua:2: deep\nin process", "\nin process", "t.lua:3: in"}},
	"killed":          {"local p = ipc.spawn(function() ipc.sleep(60) end) p:kill(9) p:join()", []string{"t.lua:1: process ", " was ended by signal 9 (SIGKILL)"}},
	"join timeout":    {"local p = ipc.spawn(function() ipc.sleep(60) end) p:join(0.01)", []string{"t.lua:1: process ", " has not ended within 10ms"}},
	"result":          {"local p = ipc.spawn(function() return 1, io.stdout, coroutine.create(function() end) end) p:join()", []string{"cannot send a coroutine to another process: result #3"}},
	"open file":       {"local log = io.open('/dev/null')\nipc.spawn(function() log:read() end)", []string{"t.lua:2: ipc.spawn: cannot send an open file to another process: upvalue 'log' of function at t.lua:2"}},
	"coroutine":       {"ipc.spawn(print, {a = {coroutine.create(function() end)}})", []string{"ipc.spawn: cannot send a coroutine to another process: argument #2", "a"}},
	"process":         {"local p = ipc.spawn(function() end) ipc.spawn(function() p:wait() end)", []string{"cannot send a process to another process: upvalue 'p' of function at t.lua:1 (only its parent"}},
	"no function":     {"ipc.spawn(7)", []string{"bad argument #1 to 'spawn' (function or file name expected, got number)"}},
	"nothing":         {"ipc.spawn()", []string{"bad argument #1 to 'spawn' (function or file name expected, got no value)"}},
	"no file":         {"ipc.spawn('none.lua')", []string{"bad argument #1 to 'spawn' (cannot open 'none.lua': no such file or directory)"}},
	"folder":          {"ipc.spawn('/tmp')", []string{"(cannot open '/tmp': is a directory)"}},
	"bad argument":    {"ipc.spawn('/dev/null', {})", []string{"bad argument #2 to 'spawn' (string expected, got table)"}},
	"signal name":     {"ipc.spawn(function() end):kill('SIGTERMS')", []string{"no signal is called 'SIGTERMS'; did you mean 'SIGTERM'?"}},
	"timeout":         {"ipc.spawn(function() end):wait(-1)", []string{"bad argument #1 to 'wait' (a timeout of -1 seconds)"}},
	"self":            {"local p = ipc.spawn(function() end) p.wait()", []string{"calling 'wait' on bad self"}},
	"parallel":        {"ipc.parallel(3, function(i) if i == 3 then error('three') end ipc.sleep(60) end)", []string{"t.lua:1: three\nin process"}},
	"parallel n":      {"ipc.parallel(-1, print)", []string{"bad argument #1 to 'parallel'"}},
	"parallel fn":     {"ipc.parallel(2)", []string{"bad argument #2 to 'parallel' (function expected, got no value)"}},
	"parallel cannot": {"ipc.parallel(2, function() end, io.open('/dev/null'))", []string{"ipc.parallel: cannot send an open file to another process: argument #3"}},
}

func TestProcessFailures(t *testing.T) {
	for name, c := range failures {
		t.Run(name, func(t *testing.T) {
			s := newScript(t)
			v, err := s.run(c.text)
			if err == nil {
				t.Fatal("no error")
			}
			text := lua51.Message(s.L, v)
			rest := text
			for _, part := range c.want {
				_, after, found := strings.Cut(rest, part)
				if !found {
					t.Fatalf("%q is missing in\n%s", part, text)
				}
				rest = after
			}
		})
	}
}

// No process starts when something cannot travel.
func TestNothingStartsForWhatCannotTravel(t *testing.T) {
	s := newScript(t)
	counter := &countingSpawner{s.m.world.Spawner, 0}
	s.m.world.Spawner = counter
	for _, text := range []string{failures["open file"].text, failures["coroutine"].text, failures["parallel cannot"].text, failures["no file"].text} {
		if _, err := s.run(text); err == nil {
			t.Errorf("%s: no error", text)
		}
	}
	if counter.started != 0 {
		t.Errorf("%d processes", counter.started)
	}
	if _, err := s.run("ipc.spawn(function() end)"); err != nil || counter.started != 1 {
		t.Errorf("%v, %d processes", err, counter.started)
	}
}

type countingSpawner struct {
	Spawner
	started int
}

func (c *countingSpawner) Spawn(job Job) (Process, error) {
	c.started++
	return c.Spawner.Spawn(job)
}

// failingSpawner starts some processes and then no more.
type failingSpawner struct {
	Spawner
	left int
}

func (f *failingSpawner) Spawn(job Job) (Process, error) {
	if f.left--; f.left < 0 {
		return nil, spawnError(nil)
	}
	return f.Spawner.Spawn(job)
}

func TestParallelEndsThoseItHasStarted(t *testing.T) {
	s := newScript(t)
	s.m.world.Spawner = &failingSpawner{s.m.world.Spawner, 2}
	v, err := s.run(`ipc.parallel(3, function() ipc.sleep(60) end)`)
	if err == nil || !strings.Contains(lua51.Message(s.L, v), "spawn: ") {
		t.Fatalf("%v", err)
	}
	if len(s.m.children.list) != 2 {
		t.Fatalf("%d processes", len(s.m.children.list))
	}
	for _, p := range s.m.children.list {
		if st, ended, _ := p.Wait(context.Background(), 0); !ended || st.Signal == 0 {
			t.Errorf("%v: %v %v", p, st, ended)
		}
	}
}

func TestScriptAsProcess(t *testing.T) {
	dir := t.TempDir()
	file, out := filepath.Join(dir, "writer.lua"), filepath.Join(dir, "out")
	os.WriteFile(file, []byte(`local f = io.open(arg[1], "w") f:write(arg[2], " ", #arg) f:close() os.exit(tonumber(arg[2]))`), 0o600)
	s := newScript(t)
	s.L.SetGlobal("file", lua.LString(file))
	s.L.SetGlobal("out", lua.LString(out))
	v, err := s.run(`
		local p = ipc.spawn(file, out, 0) assert(p:wait() == true) assert(select("#", p:join()) == 0)
		p = ipc.spawn(file, out, "5") local a, b, c = p:wait() assert(b == "exit" and c == 5)
		local ok, e = pcall(p.join, p) assert(not ok and e.code == 5)`)
	if err != nil {
		t.Fatal(lua51.Message(s.L, v))
	}
	if text, _ := os.ReadFile(out); string(text) != "5 2" {
		t.Errorf("it wrote %q", text)
	}
	s.m.world.Spawner = &Exec{Interpreter: []string{"/bin/sh"}}
	os.WriteFile(file, []byte(`echo "$1 $2" > `+out+`; exit $2`), 0o600)
	if v, err := s.run(`local p = ipc.spawn(file, "by sh", 4) local _, kind, code = p:wait() assert(kind == "exit" and code == 4)`); err != nil {
		t.Fatal(lua51.Message(s.L, v))
	}
	if text, _ := os.ReadFile(out); string(text) != "by sh 4\n" {
		t.Errorf("sh wrote %q", text)
	}
}

// Results come in the order of the processes, which end in another.
func TestParallelOrder(t *testing.T) {
	s := newScript(t)
	v, err := s.run(`
		local sem = ipc.semaphore{values = {0, 0, 0}, temporary = true}
		local r = ipc.parallel(4, function(i)
			if i < 4 then sem:down(i - 1) end
			if i > 1 then sem:up(i - 2) end
			return i
		end)
		assert(table.concat(r, " ") == "1 2 3 4")`)
	if err != nil {
		t.Fatal(lua51.Message(s.L, v))
	}
}

func openFiles(t testing.TB) int {
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("no /proc: ", err)
	}
	return len(list)
}

func TestNothingLeaks(t *testing.T) {
	s := newScript(t)
	text := `for _ = 1, 3 do ipc.parallel(3, function(i) return i end) pcall(ipc.parallel, 2, error, "x") end ipc.spawn(function() end):join() pcall(ipc.spawn, print, io.stderr, coroutine.create(function() end))`
	if _, err := s.run(text); err != nil {
		t.Fatal(err)
	}
	before := openFiles(t)
	if _, err := s.run(text); err != nil {
		t.Fatal(err)
	}
	if after := openFiles(t); after > before {
		t.Errorf("%d descriptors, before %d", after, before)
	}
	if zombies := childrenOfSelf(t); zombies != "" {
		t.Errorf("children are left: %s", zombies)
	}
}

// childrenOfSelf lists this process's children, zombies included.
func childrenOfSelf(t testing.TB) string {
	var all []byte
	tasks, _ := filepath.Glob("/proc/self/task/*/children")
	if len(tasks) == 0 {
		t.Skip("no /proc/self/task/*/children")
	}
	for _, task := range tasks {
		text, _ := os.ReadFile(task)
		all = append(all, text...)
	}
	return string(bytes.TrimSpace(all))
}

// A list of children that nobody looks at does not grow for ever.
func TestEndedChildrenAreForgotten(t *testing.T) {
	s := newScript(t)
	s.m.world.Spawner = quickSpawner{}
	if _, err := s.run(`for _ = 1, 1000 do ipc.spawn(print) end`); err != nil {
		t.Fatal(err)
	}
	if n := len(s.m.children.list); n > 2*sweepFrom {
		t.Errorf("%d children", n)
	}
}

// quickSpawner starts processes that have ended well.
type quickSpawner struct{}

func (quickSpawner) Spawn(Job) (Process, error) { return quickProcess{}, nil }

type quickProcess struct{}

func (quickProcess) Pid() int         { return 1 }
func (quickProcess) Signal(int) error { return killError(1, os.ErrProcessDone) }
func (quickProcess) Result() []byte   { return nil }
func (quickProcess) Wait(context.Context, time.Duration) (Status, bool, error) {
	return Status{}, true, nil
}

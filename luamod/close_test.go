package luamod

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/sysv"
)

// soon is longer than anything here takes, and shorter than a person's patience.
const soon = 20 * time.Second

func TestEndWaitsForChildren(t *testing.T) {
	s := newScript(t)
	if v, err := s.run(`sem = ipc.semaphore{value = 0, temporary = true} p = ipc.spawn(function() sem:down() end)`); err != nil {
		t.Fatal(lua51.Message(s.L, v))
	}
	p := s.m.children.list[0]
	closed := make(chan struct{})
	go func() {
		s.m.Close(true)
		close(closed)
	}()
	// The child waits for us, Close for the child.
	id := int(lua.LVAsNumber(s.L.GetField(s.L.GetGlobal("sem"), "id")))
	if err := s.m.world.Kernel.Semop(t.Context(), id, []sysv.SemOp{{Op: 1}}, soon); err != nil {
		t.Fatal(err)
	}
	within(t, closed)
	if st, ended, _ := p.Wait(t.Context(), 0); !ended || st != (Status{}) {
		t.Errorf("the child: %v %v", st, ended)
	}
	if _, err := s.m.world.Kernel.Semctl(id, 0, sysv.GETVAL, nil); !errors.Is(err, sysv.EINVAL) {
		t.Errorf("the set after the end: %v", err)
	}
}

// within fails the test when something does not happen.
func within(t testing.TB, happened <-chan struct{}) {
	t.Helper()
	select {
	case <-happened:
	case <-time.After(soon):
		t.Fatal("it does not happen")
	}
}

// Children that a failed script leaves are ended, whatever they do.
func TestFailureEndsChildren(t *testing.T) {
	for what, body := range map[string]string{
		"asleep":     `up() ipc.sleep(60)`,
		"blocked":    `up() local s = ipc.semaphore{value = 0, temporary = true} s:down()`,
		"loop":       `up() while true do end`,
		"caught":     `up() while true do pcall(ipc.sleep, 60) end`,
		"parent":     `local p = ipc.spawn(function() up() ipc.sleep(60) end) p:join()`,
		"at end":     `ipc.spawn(function() up() ipc.sleep(60) end)`,
		"loop below": `up() ipc.spawn(function() while true do end end):wait()`,
	} {
		t.Run(what, func(t *testing.T) {
			s := newScript(t)
			v, err := s.run(`
				local sem = ipc.semaphore{value = 0, temporary = true}
				local function up() sem:up() end
				ipc.spawn(function() ` + body + ` end)
				sem:down()`)
			if err != nil {
				t.Fatal(lua51.Message(s.L, v))
			}
			p := s.m.children.list[0]
			closed := make(chan struct{})
			go func() {
				s.m.Close(false)
				close(closed)
			}()
			within(t, closed)
			if st, ended, _ := p.Wait(t.Context(), 0); !ended || st.Signal == 0 {
				t.Errorf("the child: %v %v", st, ended)
			}
			if len(s.complaints) > 0 {
				t.Errorf("complaints: %q", s.complaints)
			}
		})
	}
}

// A Ctrl-C while the end waits ends the wait.
func TestInterruptEndsTheWait(t *testing.T) {
	for name, interrupt := range map[string]func(s *aScript){
		"context": func(s *aScript) { s.cancel() },
		"close":   func(s *aScript) { s.m.Close(false) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newScript(t)
			v, err := s.run(`local sem = ipc.semaphore{value = 0, temporary = true} ipc.spawn(function() sem:up() while true do end end) sem:down()`)
			if err != nil {
				t.Fatal(lua51.Message(s.L, v))
			}
			closed := make(chan struct{})
			go func() {
				s.m.Close(true)
				close(closed)
			}()
			interrupt(s)
			within(t, closed)
		})
	}
}

// A blocked wait, join or parallel is broken, and what parallel started ends.
func TestInterruptBreaksWaiting(t *testing.T) {
	for name, text := range map[string]string{
		"wait":     `ipc.spawn(child):wait()`,
		"join":     `ipc.spawn(child):join(60)`,
		"parallel": `ipc.parallel(2, child)`,
	} {
		t.Run(name, func(t *testing.T) {
			s := newScript(t)
			v, err := s.run(`sem = ipc.semaphore{value = 0, temporary = true} id = sem.id function child() sem:up() ipc.sleep(60) end`)
			if err != nil {
				t.Fatal(lua51.Message(s.L, v))
			}
			id := int(lua.LVAsNumber(s.L.GetGlobal("id")))
			go func() { // once the child runs
				s.m.world.Kernel.Semop(t.Context(), id, []sysv.SemOp{{Op: -1}}, soon)
				s.cancel()
			}()
			v, err = s.run(text)
			if err == nil || !strings.Contains(lua51.Message(s.L, v), "interrupted!") {
				t.Errorf("%v, want interrupted!", err)
			}
		})
	}
}

func TestOverMeansNoMoreProcesses(t *testing.T) {
	s := newScript(t)
	s.m.Close(true)
	s.m.Close(true)
	v, err := s.run(`ipc.spawn(function() end)`)
	if err == nil || !strings.Contains(lua51.Message(s.L, v), "the script is over") {
		t.Errorf("%v", err)
	}
}

func TestWhatNobodyJoinedIsTold(t *testing.T) {
	for text, want := range map[string]string{
		`ipc.spawn(function() error("lost") end)`:                                              "t.lua:1: lost\nstack traceback:",
		`ipc.spawn(function() error("lost") end):wait()`:                                       "t.lua:1: lost",
		`pcall(function() ipc.spawn(function() error("known") end):join() end)`:                "",
		`pcall(ipc.parallel, 3, error, "known")`:                                               "",
		`ipc.spawn(function() os.exit(3) end)`:                                                 "",
		`ipc.spawn(function() ipc.sleep(60) end):kill()`:                                       "",
		`ipc.spawn(function() os.execute("kill -9 " .. ipc.getpid()) ipc.sleep(60) end)`:       "was ended by signal 9 (SIGKILL)",
		`ipc.spawn(function() return io.stdout, coroutine.create(function() end) end)`:         "cannot send a coroutine to another process: result #2",
		`ipc.spawn(function() os.execute("kill -9 " .. ipc.getpid()) ipc.sleep(9) end):wait()`: "",
	} {
		s := newScript(t)
		if v, err := s.run(text); err != nil {
			t.Errorf("%s: %s", text, lua51.Message(s.L, v))
			continue
		}
		clean := s.m.Close(true)
		s.m.Close(true)
		told := strings.Join(s.complaints, "\n")
		if !strings.Contains(told, want) || (want == "") != (told == "") || len(s.complaints) > 1 {
			t.Errorf("%s tells %q, want %q", text, s.complaints, want)
		}
		if clean != (told == "") {
			t.Errorf("%s: Close gives %v", text, clean)
		}
	}
}

// What a child made as temporary goes when it ends, in whatever way.
func TestTemporariesOfAChild(t *testing.T) {
	for _, end := range []string{``, `error("x")`, `os.exit(0)`, `os.exit(4)`, `ready:up() ipc.sleep(60)`, `ready:up() while true do end`} {
		s := newScript(t)
		v, err := s.run(`
			local ready = ipc.semaphore{value = 0, temporary = true}
			local q = ipc.queue{temporary = true}
			local p = ipc.spawn(function()
				q:send(1, tostring(ipc.semaphore{value = 1, temporary = true}.id))
				` + end + `
			end)
			local id = tonumber((q:receive()))
			if ` + strconv.FormatBool(strings.Contains(end, "ready")) + ` then ready:down() assert(ipc.semctl(id, 0, "GETVAL") == 1) p:kill() end
			p:wait()
			local ok, message, code = ipc.semctl(id, 0, "GETVAL")
			assert(not ok and code == ipc.EINVAL, "it is there")
			pcall(p.join, p)`)
		if err != nil {
			t.Errorf("%s: %s", end, lua51.Message(s.L, v))
		}
	}
}

// parent starts a script as a process of its own. What it prints can be read.
func parent(t *testing.T, script string) (*exec.Cmd, *bufio.Reader, io.Closer) {
	t.Helper()
	cmd := exec.Command("/proc/self/exe")
	cmd.Env = append(os.Environ(), scriptVariable+"="+script)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = w, os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	return cmd, bufio.NewReader(r), r
}

// The pipe's end tells that parent, child and grandchild are gone: each holds it.
func TestChildrenDoNotOutliveTheirParent(t *testing.T) {
	file := filepath.Join(t.TempDir(), "child.lua")
	os.WriteFile(file, []byte(`print("ready") ipc.sleep(60)`), 0o600)
	for name, script := range map[string]string{
		"asleep":     `ipc.spawn(function() print("ready") ipc.sleep(60) end):wait()`,
		"loop":       `ipc.spawn(function() print("ready") while true do end end) while true do end`,
		"grandchild": `ipc.spawn(function() ipc.spawn(function() print("ready") ipc.sleep(60) end) ipc.sleep(60) end):wait()`,
		"script":     `ipc.spawn("` + file + `"):wait()`,
	} {
		t.Run(name, func(t *testing.T) {
			cmd, out, pipe := parent(t, script)
			defer pipe.Close()
			if line, err := out.ReadString('\n'); line != "ready\n" {
				t.Fatalf("%q, %v", line, err)
			}
			cmd.Process.Kill()
			cmd.Wait()
			gone := make(chan struct{})
			go func() {
				io.Copy(io.Discard, out)
				close(gone)
			}()
			within(t, gone)
		})
	}
}

func TestExitCodesOfAParent(t *testing.T) {
	for script, want := range map[string]int{
		`ipc.spawn(function() ipc.sleep(0.01) print("late") end)`:               0,
		`ipc.spawn(function() print("late") ipc.sleep(60) end) os.exit(5)`:      5,
		`local p = ipc.spawn(function() print("late") end) p:join() os.exit(0)`: 0,
		`ipc.spawn(function() ipc.sleep(0.01) print("late") end) os.exit(0)`:    0,
	} {
		cmd, out, pipe := parent(t, script)
		text, _ := io.ReadAll(out)
		pipe.Close()
		cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != want || !strings.HasPrefix(string(text), "late") && want == 0 {
			t.Errorf("%s: code %d, prints %q", script, code, text)
		}
	}
}

// A host that does not begin with ChildMain must not start itself for ever.
func TestSpawnNeedsChildMain(t *testing.T) {
	s := newScript(t)
	t.Setenv(childVariable, runsFunction)
	v, err := s.run(`ipc.spawn(function() end)`)
	if err == nil || !strings.Contains(lua51.Message(s.L, v), "ChildMain") {
		t.Errorf("%v", err)
	}
}

// A signal that the parent was told to ignore does not end a child.
func TestIgnoredSignals(t *testing.T) {
	cmd := exec.Command("/bin/sh", "-c", `trap "" INT HUP; exec /proc/$PPID/exe`)
	cmd.Env = append(os.Environ(), scriptVariable+`=
		local sem = ipc.semaphore{value = 0, temporary = true}
		local p = ipc.spawn(function() sem:up() sem:down() sem:down() return "alive" end)
		sem:down()
		p:kill("SIGINT") p:kill("SIGHUP")
		sem:up(0, {by = 2})
		print(p:join())`)
	cmd.Stderr = os.Stderr
	text, err := cmd.Output()
	if err != nil || string(text) != "alive\n" {
		t.Errorf("%q, %v", text, err)
	}
}

// The Lua goroutine runs for ever while another closes.
func TestCloseBesideARunningScript(t *testing.T) {
	cmd, out, pipe := parent(t, `
		local p = ipc.spawn(function() print("ready") while true do end end)
		while true do end`)
	defer pipe.Close()
	if line, err := out.ReadString('\n'); line != "ready\n" {
		t.Fatalf("%q, %v", line, err)
	}
	cmd.Process.Signal(syscall.SIGTERM) // runScript closes beside the script
	gone := make(chan struct{})
	go func() {
		io.Copy(io.Discard, out)
		close(gone)
	}()
	within(t, gone)
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 143 {
		t.Errorf("code %d", code)
	}
}

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

const started = `^ipclua .*\nhelp\(\) tells how to begin(?s:.*)\n>$`

// What is typed at the prompt, and what it prints.
var sessions = map[string][][2]string{
	"values":         {{"1 + 1", "2"}, {"=2", "2"}, {"1, nil, 'x'", "1\tnil\tx"}, {"nil", "nil"}, {"'é日本'", "é日本"}, {`"a\0\27"`, `"a\\000\\027"`}, {"0.1", "0.1"}, {"return 5", "5"}},
	"tables":         {{"{3, 2, b = 1, a = {}}", "{ 3, 2, a = {}, b = 1 }"}, {"{[1.5] = true, ['a b'] = 'x\\ny'}", `{ \[1.5\] = true, \["a b"\] = "x\\ny" }`}, {"x = {}", ""}, {"x.x = x", ""}, {"x", `{ x = {--\[\[cycle\]\]} }`}},
	"the last value": {{"5", "5"}, {"_ + 1", "6"}, {"_", "6"}, {"nil", "nil"}, {"_", "6"}},
	"locals":         {{"local x, y = 1", ""}, {"x, y", "1\tnil"}, {"local function f() return x end", ""}, {"x = 2", ""}, {"f()", "2"}, {"rawget(_G, 'x')", "nil"}},
	"errors":         {{"error('oh')", "stdin:1: oh"}, {"function f() error('oh') end function g() f() end", ""}, {"g()", "stdin:1: oh\n  stdin:1: in function 'f'\n  stdin:1: in function 'g'"}, {"x x", "stdin:1: '=' expected near 'x'"}, {"error({1})", "error: { 1 }"}, {"error()", "error: nil"}},
	"names":          {{"ipc.semgte", "nil"}, {"ipc.semgte()", ".*did you mean 'semget'.*"}},
	"advice": {
		{"ipc.segment{ key = 0x6009 }", "stdin:1: shmget 0x00006009: no such file or directory .ENOENT.\n  no segment has this key yet: (?s:.*)"},
		{"ipc.shmget(0x6009, 1, 600)", "(?s:.*)600 is 01130 in octal(?s:.*)write \"0600\"(?s:.*)"},
		{"s = ipc.semaphore{ key = 0x6009, value = 1, temporary = true }", ""},
		{"s:down(1)", "stdin:1: semop \\d+: file too large .EFBIG.\n  the set has no semaphore of that number: they are counted from 0"},
		{"s:up(0, { by = 32767 })", "stdin:1: semop \\d+: .* .ERANGE.\n  a semaphore's value is 0 to 32767 .SEMVMX."},
		{"ipc.semget(0x6009, 1, 'IPC_CREAT | IPC_EXCL')", "nil\tsemget 0x00006009: file exists .EEXIST.\t17\n  leave IPC_EXCL out (?s:.*)"},
	},
	"objects": {
		{"seg = ipc.segment{ size = 64, temporary = true }", ""}, {"seg", `segment \d+ .key 0x00000000.: 64 bytes, attached 1 time`},
		{"ipc.semaphore{ values = { 1, 0 }, names = { 'mutex' }, temporary = true }", `semaphore \d+ .key 0x00000000.: mutex = 1, 0`},
		{"seg:uint8(0, 4)", "uint8 view of 4 cells: 0 0 0 0"}, {"seg:struct(ipc.struct 'int a; char b[8];')", `{ a = 0, b = "" }`},
		{"seg:write(60, 'é')", ""},
		{"m = ipc.shmat(seg.id)", ""}, {"m", `memory of 64 bytes of segment \d+\n00000000  00 (?s:.*)\|\n00000040`},
	},
	"help": {{"help", "help.. tells how to begin.*"}, {"help'semop'", `ipc.semop\(id, sops\)(?s:.*)Example: (?s:.*)`}, {"help(ipc.ftok)", `ipc.ftok\(path, proj\)(?s:.*)`}},
}

func TestREPL(t *testing.T) {
	sysvtest.Need(t)
	for name, lines := range sessions {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := onScreen(t, 100, nil)
			s.shows(started)
			for _, l := range lines {
				if l[1] == "" {
					s.types(l[0] + "\r")
					s.shows(regexp.QuoteMeta(l[0]) + `\n>$`)
				} else {
					s.asks(l[0], strings.ReplaceAll(l[1], "\t", " +"))
				}
			}
			s.leaves()
		})
	}
}

// The page for beginners keeps its word.
func TestREPLHelpPage(t *testing.T) {
	sysvtest.Need(t)
	s := onScreen(t, 100, nil)
	s.shows(started)
	page := s.asks("help()", `A counter(?s:(.*))`)[0]
	typed := 0
	for line := range strings.Lines(page) {
		if code, ok := strings.CutPrefix(line, "  "); ok {
			code, _, _ = strings.Cut(code, "--")
			s.types(strings.TrimSpace(code) + "\r")
			typed++
		}
	}
	if typed != 6 {
		t.Errorf("%d lines", typed)
	}
	s.shows(`> n\[0\]\n4000\n>$`)
	s.types("seg:remove() sem:remove()\r")
	s.shows(`sem:remove\(\)\n>$`)
	s.leaves()
}

func TestREPLGoesOn(t *testing.T) {
	s := onScreen(t, 80, nil)
	s.shows(started)
	s.types("function f(x)\r")
	s.shows(`\n> function f\(x\)\n>>$`)
	s.types("return x + 1\rend\r")
	s.shows(`\n>> return x \+ 1\n>> end\n>$`)
	s.asks("f(1)", "2")
	s.types("\x1b[200~function g(x)\r\tif x then\r\t\treturn 'é日本'\r\tend\rend\r\x1b[201~")
	s.shows(`\n> function g\(x\)\n>>     if x then\n>>         return 'é日本'\n>>     end\n>> end$`)
	s.types("\r")
	s.asks("g(1)", "é日本")
	s.types("if\r\x03")
	s.shows(`\n> if\n>> \^C\n>$`)
	s.leaves()
}

// Keys of readline(3).
func TestREPLKeys(t *testing.T) {
	s := onScreen(t, 40, nil)
	s.shows(started)
	for _, c := range [][2]string{
		{"2\x013+\x05 - 1", "> 3\\+2 - 1\n4"}, // ^A ^E
		{"1 + 23\x7f\x7f4", "> 1 \\+ 4\n5"},
		{"'日本'\x1b[D\x1b[D\x7f\x05 .. 1", "> '本' .. 1\n本1"},
		{"'é'\x02\x02\x7f\x7f\x04\x045", "> 5\n5"},
		{"1 + 2\x17\x17 + 1\x157", "> 7\n7"}, // ^W ^U
		{"12\x01\x0b\x19 + \x19", "> 12 \\+ 12\n24"},
		{"1 + one\x1b\x7f2", "> 1 \\+ 2\n3"},
		{"5\x1f6", "> 6\n6"},
		{strings.Repeat("1 + ", 20) + "1", "> (1|[+]|\\s)*\n21"},
		{"#'" + strings.Repeat("日", 40) + "'", "> #'[日 \n]*'\n120"},
	} {
		s.types(c[0] + "\r")
		s.shows(`\n` + c[1] + `\n>$`)
	}
	s.leaves()
}

func TestREPLResized(t *testing.T) {
	s := onScreen(t, 40, nil)
	s.shows(started)
	s.types("x = '" + strings.Repeat("日本", 8))
	s.shows(`\n> x = '(日本)+$`)
	s.resize(200)
	s.types(strings.Repeat("é", 100) + "'\r")
	s.shows(`\n> x = '(日本){8}é{100}'\n>$`)
	s.leaves()
}

func TestREPLCompletes(t *testing.T) {
	sysvtest.Need(t)
	s := onScreen(t, 80, nil)
	s.shows(started)
	s.types("local counter = { value = 1, up = function() end } seg = ipc.segment{ size = 8, temporary = true }\r")
	s.shows(`\n>$`)
	for typed, shown := range map[string]string{
		"coun\t.va\t":                "counter.value",
		"counter:\t":                 "counter:up",
		"string.for\t":               "string.format",
		"seg:rem\t":                  "seg:remove",
		"seg.attache\t":              "seg.attached",
		"('x'):re\t":                 "('x'):re",
		"ipc.shmget(1, 1, 'IPC_CR\t": "ipc.shmget(1, 1, 'IPC_CREAT",
		"ipc.segment{ si\t":          "ipc.segment{ size",
		"help'semaphore.dow\t":       "help'semaphore.down",
		"retu\t":                     "return",
	} {
		s.types(typed)
		s.shows(`\n> ` + regexp.QuoteMeta(shown) + `$`)
		s.types("\x03")
		s.shows(`\^C\n>$`)
	}
	s.types("ipc.shm\t")
	s.shows(`\nshmat +shmctl +shmdt +shmget\n> ipc.shm$`)
	s.types("\x03")
	s.shows(`\^C\n>$`)
	s.leaves()
}

func TestREPLHistory(t *testing.T) {
	state := t.TempDir()
	environment := []string{"XDG_STATE_HOME=" + state}
	first, second := onScreen(t, 80, environment), onScreen(t, 80, environment)
	first.shows(started)
	second.shows(started)
	first.asks("1 + 1", "2")
	second.asks("2 + 2", "4")
	first.asks("'back\\\\slash'", `back\\slash`)
	first.asks("1 + 1", "2")
	second.types("do\rend\r")
	second.shows(`>> end\n>$`)
	first.leaves()
	second.leaves()

	text, err := os.ReadFile(filepath.Join(state, "ipclua", "history"))
	if want := "2 + 2\n'back\\\\\\\\slash'\n1 + 1\ndo\\nend\n"; err != nil || string(text) != want {
		t.Errorf("the file has %q, %v; want %q", text, err, want)
	}
	third := onScreen(t, 80, environment)
	third.shows(started)
	third.types("\x1b[A")
	third.shows(`\n> do\n>> end$`)
	third.types("\x1b[A\x1b[A\x1b[A\x1b[B\r")
	third.shows(`\n> 1 \+ 1\n2\n>$`)
	third.types("\x12+")
	third.shows(`\n\(search: \+\) 1 \+ 1$`)
	third.types("\x12")
	third.shows(`\n\(search: \+\) 2 \+ 2$`)
	third.types("\x12")
	third.shows(`\n\(no such entry: \+\) 2 \+ 2$`)
	third.types("\r")
	third.shows(`\n> 2 \+ 2\n4\n>$`)
	third.types("\x12slash\x07typed\x03")
	third.shows(`\n> typed\^C\n>$`)
	third.leaves()
}

func TestREPLWithoutHistory(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := onScreen(t, 200, []string{"XDG_STATE_HOME=" + file})
	s.shows(`ipclua: the history cannot be read: .*: not a directory\n(.*\n)*>$`)
	s.asks("1", "ipclua: this line will not be in the next session's history: .*: not a directory\n1")
	s.asks("2", "2")
	s.types("\x1b[A\x1b[A")
	s.shows(`\n> 1$`)
	s.types("\x03")
	s.shows(`\^C\n>$`)
	s.leaves()
}

// Ctrl-C breaks what runs, within 50 ms, and what was there is there.
func TestREPLInterrupt(t *testing.T) {
	sysvtest.Need(t)
	for _, call := range []string{"sem:down()", "ipc.sleep(60)", "io.read()", "x = io.read('*n', '*a')", "for l in io.lines() do end", "while true do end", "while true do pcall(error) end", "while true do n = n + 1 end"} {
		t.Run(call, func(t *testing.T) {
			s := onScreen(t, 80, nil)
			s.shows(started)
			s.types("n = 0 sem = ipc.semaphore{ value = 0, temporary = true }\r")
			s.shows(`\n>$`)
			const promised = 50 * time.Millisecond
			best := time.Hour
			for tries := 0; tries < 2 || best > promised && tries < 10; tries++ {
				s.types("print('go') " + call + "\r")
				s.shows(`\ngo\n$`)
				start := time.Now()
				s.types("\x03")
				s.shows(`\n(\^C\n)?\n*stdin:1: interrupted!\n>$`)
				best = min(best, time.Since(start))
				s.types("sem:getval() + 42\r")
				s.shows(`\n42\n>$`)
				s.clear()
			}
			if best > promised {
				t.Errorf("it takes %v", best)
			}
			s.leaves()
		})
	}
}

func TestREPLClearsAndLeaves(t *testing.T) {
	sysvtest.Need(t)
	s := onScreen(t, 200, nil)
	s.shows(started)
	s.types("this is wrong\x03")
	s.shows(`\n> this is wrong\^C\n>$`)
	s.types("s = ipc.segment{ size = 8 } ipc.msgget(0x6009, 'IPC_CREAT | 0600') t = ipc.queue{ temporary = true }\r")
	s.shows(`\n>$`)
	id := s.asks("s.id", `(\d+)`)[0]
	queue := s.asks("ipc.list('queue')[1].id", `(\d+)`)[0]
	s.types("\x04")
	said := s.shows(fmt.Sprintf(`\nipclua: made here and still there: segment %s, queue %s; to remove: (ipclua rm -m %[1]s; ipclua rm -q %[2]s)\n`, id, queue))
	if code := s.ends(s.cmd); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if out, err := exec.Command("sh", "-c", said[0]).CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", said[0], err, out)
	}
	if _, err := sysv.NewHost().Msgget(0x6009, 0); !errors.Is(err, sysv.ENOENT) {
		t.Errorf("the queue is left: %v", err)
	}
}

// Functions of earlier lines travel, and what the process writes does not garble
// the line being typed.
func TestREPLSpawns(t *testing.T) {
	sysvtest.Need(t)
	s := onScreen(t, 80, nil)
	s.shows(started)
	s.types("local who = 'child' sem = ipc.semaphore{ value = 0, temporary = true }\rfunction say(x) io.write(who, ' says ', x, '\\n') end\r")
	s.shows(`\\n'\) end\n>$`)
	s.types("p = ipc.spawn(function() for i = 1, 2 do sem:down() say(i) io.stderr:write('and errs\\n') end end)\r")
	s.shows(`end end\)\n>$`)
	set, err := strconv.Atoi(s.asks("sem.id", `(\d+)`)[0])
	if err != nil {
		t.Fatal(err)
	}
	s.types("being ty")
	s.shows(`\n> being ty$`)
	if err := sysv.NewHost().Semop(nil, set, []sysv.SemOp{{Op: 1}}, sysv.Forever); err != nil {
		t.Fatal(err)
	}
	s.shows(`\nchild says 1\nand errs\n> being ty$`)
	s.types("ped\x03")
	s.shows(`\n> being typed\^C\n>$`)
	s.types("sem:up() p:join() print('after')\r")
	s.shows(`\nchild says 2\nand errs\nafter\n>$`)
	s.asks("p", `process \d+, ended`)
	s.types("p = ipc.spawn(function() error('oh') end) p:wait()\r")
	s.shows(`\nipclua: process \d+: stdin:1: oh\n(.*\n)*>$`)
	s.leaves()
}

// The sessions of the README, each at a prompt of its own.
func TestReadmeSessions(t *testing.T) {
	sysvtest.Need(t)
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	sessions := strings.Split(string(text), "```ipclua\n")[1:]
	if len(sessions) != 2 {
		t.Fatalf("%d sessions", len(sessions))
	}
	for _, session := range sessions {
		session, _, _ := strings.Cut(session, "\n```")
		s := onScreen(t, 200, nil)
		s.shows(started)
		for line := range strings.Lines(session) {
			_, typed, isTyped := strings.Cut(line, "> ")
			if isTyped && strings.HasPrefix(line, ">") {
				s.types(strings.TrimSpace(typed) + "\r")
				s.shows(`\n>>? ` + regexp.QuoteMeta(strings.TrimSpace(typed)) + `\n(.*\n)*>>?$`)
			}
		}
		want := strings.NewReplacer("\t", " ", "  ", " ").Replace(session) + "\n>"
		if got := strings.Join(strings.Fields(s.String()), " "); !strings.HasSuffix(got, strings.Join(strings.Fields(want), " ")) {
			t.Errorf("shows\n%s\nthe README\n%s", s, session)
		}
		s.leaves()
	}
}

// Ctrl-C is for the line and what it has spawned; processes of other lines go on.
func TestREPLInterruptsWhatItSpawned(t *testing.T) {
	sysvtest.Need(t)
	s := onScreen(t, 200, nil)
	s.shows(started)
	s.types("sem = ipc.semaphore{ value = 0, temporary = true } p = ipc.spawn(function() sem:down() return 5 end)\r")
	s.shows(`return 5 end\)\n>$`)
	s.types("q = ipc.spawn(function() print('go') sem:down() end) q:join()\r")
	s.shows(`\ngo\n$`)
	s.types("\x03")
	s.shows(`\nstdin:1: interrupted!\n>$`)
	s.asks("q", `process \d+, ended by signal 15 .SIGTERM.`)
	s.asks("p", `process \d+, running`)
	s.types("sem:up()\r")
	s.shows(`sem:up\(\)\ntrue\n>$`)
	s.asks("p:join()", "5")
	s.leaves()
}

// Two prompts on one key.
func TestREPLsShare(t *testing.T) {
	sysvtest.Need(t)
	a, b := onScreen(t, 100, nil), onScreen(t, 100, nil)
	a.shows(started)
	b.shows(started)
	a.types("n = ipc.segment{ key = 0x600a, size = 64 }:int32()\rn[0] = 7\r")
	a.shows(`n\[0\] = 7\n>$`)
	b.types("seg = ipc.segment{ key = 0x600a, size = 64 } n = seg:int32()\r")
	b.shows(`int32\(\)\n>$`)
	b.asks("n[0]", "7")
	b.asks("n:fetch_add(0, 1)", "7")
	a.asks("n[0]", "8")
	b.types("seg:remove()\r")
	b.shows(`remove\(\)\n>$`)
	a.leaves()
	b.leaves()
}

// Whatever ends it, the terminal is as it was.
func TestREPLRestores(t *testing.T) {
	for name, end := range map[string]func(*screen){
		"Ctrl-D":  func(s *screen) { s.types("\x04") },
		"exit":    func(s *screen) { s.types("exit\r") },
		"os.exit": func(s *screen) { s.types("os.exit()\r") },
		"SIGTERM": func(s *screen) { s.cmd.Process.Signal(syscall.SIGTERM) },
		"SIGHUP":  func(s *screen) { s.cmd.Process.Signal(syscall.SIGHUP) },
	} {
		t.Run(name, func(t *testing.T) {
			s := onScreen(t, 80, nil)
			s.shows(started)
			if local, _ := s.modes(); local&syscall.ICANON != 0 {
				t.Error("a line is read by the terminal")
			}
			s.types("half a line\x15")
			s.shows(`\n>$`)
			end(s)
			s.ends(s.cmd)
			const line = syscall.ICANON | syscall.ECHO | syscall.ISIG
			if local, output := s.modes(); local&line != line || output&syscall.OPOST == 0 {
				t.Errorf("the terminal is left with %#o, %#o", local, output)
			}
		})
	}
}

func TestREPLColours(t *testing.T) {
	for value, want := range map[string]bool{"NO_COLOR=": true, "NO_COLOR=1": false} {
		s := onScreen(t, 80, []string{value})
		s.shows(started)
		s.asks("error('oh')", "stdin:1: oh")
		if s.colours != want {
			t.Errorf("%s: colours %v", value, s.colours)
		}
		s.leaves()
	}
}

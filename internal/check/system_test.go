package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ipclua/internal/explore"
	"ipclua/internal/sim"
)

// simulated runs a text and gives what it prints, and its failure's message.
func simulated(t *testing.T, text, stdin string) (output, message string) {
	t.Helper()
	script, err := Load([]string{"-"}, 0, strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	script.Stdin = func() []byte { return []byte(stdin) }
	r := &run{script: script, states: new(states)}
	if f := r.failure(r.perform(sim.Config{}, explore.Schedule{}.Replay()), Kinds()); f != nil {
		message = f.Kind + ": " + f.Message
	}
	return string(r.output.all), message
}

// What a script can see of the machine is made for the run.
func TestSystem(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("host"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ text, prints string }{
		"time":        {`print(os.time(), os.date("!%F"), os.clock(), ipc.time()) ipc.sleep(100) print(os.time(), os.clock() >= 100)`, "1000000000\t2001-09-09\t0\t0\n1000000100\ttrue\n"},
		"addresses":   {`local t, f = {}, print print(t, f, t, {}) print(("%s"):format(tostring(f)))`, "table: 0x10000\tfunction: 0x10040\ttable: 0x10000\ttable: 0x10080\nfunction: 0x10040\n"},
		"pids":        {`print(ipc.getpid(), ipc.spawn(function() return ipc.getpid(), ipc.getppid() end):join())`, "1001\t1002\t1001\n"},
		"memory":      {`local t = {} for i = 1, 1e4 do t[i] = {} end collectgarbage() print(collectgarbage("count"))`, "64\n"},
		"order":       {`local names = {} for k in pairs(math) do names[#names + 1] = k end print(table.concat(names, " ", 1, 6))`, "abs acos asin atan atan2 ceil\n"},
		"input":       {`print(io.read(), ipc.spawn(function() return io.read("*a") end):join()) print(io.read(), io.read())`, "one\t\ntwo\tnil\n"},
		"child input": {`print(ipc.spawn(function() return io.read() end):join()) print(io.read())`, "one\nnil\n"},
		"errors":      {`io.stderr:write("e") io.stdout:write("o", "\n") io.stdout:write("last")`, "eo\nlast"},
		"files": {`local path = FILE
			local f = assert(io.open(path, "a")) f:write(" and run") f:close()
			print(io.open(path):read("*a"), ipc.spawn(function() return io.open(path):read("*a") end):join())
			print(os.rename(path, path .. "2"), io.open(path), io.open(path .. "2"):read("*a"))
			print(os.remove(path .. "2"), os.remove(path .. "2"))
			f = io.open(path, "w") print(pcall(dofile, path), f:write("return 7"), f:close(), dofile(path))`,
			"host and run\thost and run\ntrue\tnil\thost and run\n" +
				"true\tnil\tFILE2: No such file or directory\t2\ntrue\ttrue\ttrue\t7\n"},
		"temporary files": {`local a, b = os.tmpname(), io.tmpfile() b:write("text") b:seek("set", 1) print(a, b:read("*a"), b:seek("set", -1))
			b:seek("end", 2) b:write("x") b:seek("set") print(("%q"):format(b:read("*a"))) print(io.open(a):read("*a"), io.open("/no/such", "w"))`,
			"/tmp/lua_000001\text\tnil\tInvalid argument\t22\n\"text\\000\\000x\"\n\tnil\t/no/such: No such file or directory\t2\n"},
		"messages": {`print(pcall(ipc.segment, {[print] = 1})) print(pcall(ipc.semaphore, {[ipc.queue{temporary = true}] = 1}))`,
			"false\tbad argument #1 to 'segment' (options have names; there is no option [a function])\n" +
				"false\tbad argument #1 to 'semaphore' (options have names; there is no option [a ipc.queue])\n"},
		"keys": {`local path = os.tmpname() print(ipc.ftok(path, 1) == ipc.ftok(path, 1), ipc.ftok(path, 1) == ipc.ftok(path, 2), ipc.ftok(FILE, 1) > 0)
			os.remove(path) print(ipc.ftok(path, 1)) ipc.semaphore{key = FILE, value = 1}:remove()`,
			"true\tfalse\ttrue\nnil\tftok /tmp/lua_000001: no such file or directory (ENOENT)\t2\n"},
		"commands": {`print(os.execute(), pcall(os.execute, "true")) print(pcall(io.popen, "true"))`,
			"0\tfalse\tipclua check: a script that is checked cannot run other programs\nfalse\tipclua check: a script that is checked cannot run other programs\n"},
		"chunks": {`print(loadstring("return ...", "x")(1), loadstring("return ...", "x")(2), loadstring("x x")) print(loadfile("/no/such"))`,
			"1\t2\tnil\t[string \"x x\"]:1: '=' expected near 'x'\nnil\tcannot open /no/such: No such file or directory\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", "/tmp")
			got, message := simulated(t, strings.ReplaceAll(test.text, "FILE", `"`+filepath.ToSlash(file)+`"`), "one\ntwo\n")
			want := strings.ReplaceAll(test.prints, "FILE", file)
			if got != want || message != "" {
				t.Errorf("it prints\n%s%s\nand not\n%s", got, message, want)
			}
		})
	}
	if text, err := os.ReadFile(file); string(text) != "host" {
		t.Errorf("the file of the host is now %q, %v", text, err)
	}
}

// Each process has random numbers of its own, the same in every run, also when
// all begin them with the time.
func TestRandomNumbers(t *testing.T) {
	const text = `
		local function draw() local a = math.random(1e6) math.randomseed(os.time()) return a, math.random(1e6) end
		local one, two = ipc.spawn(draw), ipc.spawn(draw)
		local a, b = one:join()
		local c, d = two:join()
		local e, f = draw()
		print(a, b, c, d, e, f)
		local seen = {}
		for _, n in ipairs{a, b, c, d, e, f} do assert(not seen[n], "twice") seen[n] = true end`
	first, message := simulated(t, text, "")
	if message != "" {
		t.Error(message)
	}
	if second, _ := simulated(t, text, ""); second != first {
		t.Errorf("first %s, then %s", first, second)
	}
}

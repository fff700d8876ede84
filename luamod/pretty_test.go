package luamod

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// evaluate gives the values of a chunk, or its error.
func evaluate(t *testing.T, L *lua.LState, text string) []lua.LValue {
	t.Helper()
	fn, err := lua51.Load(L, strings.NewReader(text), "test")
	if err != nil {
		t.Fatal(err)
	}
	L.SetTop(0)
	L.Push(fn)
	if err := lua51.PCall(L, 0, lua.MultRet, nil); err != nil {
		return []lua.LValue{lua51.ErrorValue(err)}
	}
	var values []lua.LValue
	for i := 1; i <= L.GetTop(); i++ {
		values = append(values, L.Get(i))
	}
	return values
}

func TestPretty(t *testing.T) {
	L, m := openTest()
	defer m.Close(true)
	for code, want := range map[string]string{
		`nil`: "nil", `true`: "true", `0.1`: "0.1", `2^53`: "9.007199254741e+15", `1/0`: "inf",
		`"text\nof two lines"`: "text\nof two lines", `"é日"`: "é日", `"\0\27"`: `"\000\027"`, `"\255"`: `"\255"`,
		`string.rep("é", 20000)`: strings.Repeat("é", 16384) + "… (40000 bytes)",
		`{}`:                     "{}", `{1, 2, 3}`: "{ 1, 2, 3 }", `{"a\n", '"', "\\"}`: `{ "a\n", "\"", "\\" }`,
		`{b = 1, a = 2, [true] = 3, [2] = 4, [-1.5] = 5, ["end"] = 6, ["x y"] = 7}`: "{\n  [-1.5] = 5,\n  [2] = 4,\n  a = 2,\n  b = 1,\n  [\"end\"] = 6,\n  [\"x y\"] = 7,\n  [true] = 3\n}",
		`{1, nil, 3}`:       "{ 1, [3] = 3 }",
		`{{1, 2}, {a = 1}}`: "{ { 1, 2 }, { a = 1 } }",
		`(function() local t = {1}; t.t = t; t.u = {t} return t end)()`:                   "{\n  1,\n  t = {--[[cycle]]},\n  u = { {--[[cycle]]} }\n}",
		`(function() local t = {1}; return {t, t} end)()`:                                 "{ { 1 }, { 1 } }",
		`(function() local t = {}; for i = 1, 20 do t = {t} end return t end)()`:          "{ { { { { { { { {…} } } } } } } } }",
		`setmetatable({1}, {__tostring = function() return "mine" end})`:                  "mine",
		`setmetatable({1}, {__tostring = function() error("no") end})`:                    "(error object whose __tostring raised an error)",
		`{print, ipc.semop, function() end, coroutine.create(function() end), io.stdout}`: "{\n  function (built in),\n  function ipc.semop,\n  function at test:1, thread,\n  file (",
		`ipc.struct "int a;"`: "struct of 4 bytes { int a; }",
	} {
		if got := m.Pretty(evaluate(t, L, "return "+code)[0], 40); got != want && !strings.HasSuffix(want, "(") || !strings.HasPrefix(got, want) {
			t.Errorf("%s\nis shown as\n%s\nwant\n%s", code, got, want)
		}
	}
}

// What is huge is cut, and soon.
func TestPrettyIsCut(t *testing.T) {
	L, m := openTest()
	defer m.Close(true)
	long := m.Pretty(evaluate(t, L, "local t = {} for i = 1, 1e5 do t[i] = i end return t")[0], 80)
	if !strings.HasSuffix(long, "99, 100, … 99900 more\n}") || strings.Count(long, "\n") > 10 {
		t.Errorf("a long list is shown as\n%s", long)
	}
	wide := m.Pretty(evaluate(t, L, "local function f(n) if n == 0 then return 1 end local t = {} for i = 1, 50 do t[i] = f(n - 1) end return t end return f(3)")[0], 80)
	if len(wide) > 1<<14 {
		t.Errorf("lists in lists are shown in %d bytes", len(wide))
	}
}

func TestPrettyObjects(t *testing.T) {
	sysvtest.Need(t)
	L, m := openTest()
	defer m.Close(true)
	evaluate(t, L, `seg = ipc.segment{ key = 0x6009, size = 512, temporary = true }
		sem = ipc.semaphore{ values = { 1, 0, 3 }, names = { "mutex", "empty" }, temporary = true }
		q = ipc.queue{ temporary = true } q:send(1, "four")
		L = ipc.struct "int turn; char story[8]; short cells[3]; struct { int x; } in;"
		seg:struct(L).story = "é" m = ipc.shmat(seg.id) seg:write(500, "end")`)
	for code, want := range map[string]string{
		`seg`:                  `^segment \d+ \(key 0x00006009\): 512 bytes, attached 2 times$`,
		`sem`:                  `^semaphore \d+ \(key 0x00000000\): mutex = 1, empty = 0, 3$`,
		`q`:                    `^queue \d+ \(key 0x00000000\): 1 message, 4 bytes$`,
		`{seg}`:                `^\{ segment \d+ \(key 0x00006009\) \}$`,
		`seg:int8(0, 3)`:       `^int8 view of 3 cells: 0 0 0$`,
		`seg:uint64(8, 20)`:    `^uint64 view of 20 cells: 0 (0 ){15}…$`,
		`m`:                    `^memory of 512 bytes of segment \d+\n00000000  00 00 00 00 c3 a9 (?s:.*)\n… 384 bytes more; :dump\(\) shows all$`,
		`seg:struct(L)`:        `^\{ turn = 0, story = "é", cells = \{ 0 0 0 \}, in = \{ x = 0 \} \}$`,
		`seg:structs(L, 0, 2)`: `^\{(?s:.*turn = 0.*turn = 0.*)\}$`,
	} {
		if got := m.Pretty(evaluate(t, L, "return "+code)[0], 100); !regexp.MustCompile(want).MatchString(got) {
			t.Errorf("%s is shown as\n%s\nnot %s", code, got, want)
		}
	}
	evaluate(t, L, "v = seg:int8() ipc.shmdt(m) seg:detach() sem:remove() seg:remove()")
	for code, want := range map[string]string{`seg`: `removed`, `sem`: `: removed$`, `v`: `detached`} {
		if got := m.Pretty(evaluate(t, L, "return "+code)[0], 100); !regexp.MustCompile(want).MatchString(got) {
			t.Errorf("%s is shown as\n%s\nnot %s", code, got, want)
		}
	}
}

func TestAdvice(t *testing.T) {
	sysvtest.Need(t)
	L, m := openTest()
	defer m.Close(true)
	evaluate(t, L, `assert(ipc.semget(0x6009, 1, "IPC_CREAT | 0600"))`)
	defer evaluate(t, L, `ipc.semaphore{ key = 0x6009 }:remove()`)
	for code, want := range map[string]string{
		`ipc.segment{ key = 0x6008 }`:                                "no segment has this key yet",
		`return ipc.msgget(0x6008, 0)`:                               "no queue has this key yet",
		`return ipc.semget(0x6009, 1, "IPC_CREAT | IPC_EXCL")`:       "leave IPC_EXCL out",
		`ipc.semaphore{ key = 0x6009, value = 1, exclusive = true }`: "leave IPC_EXCL out",
		`local s = ipc.semaphore{ value = 1 } s:remove() s:down()`:   "",
		`return 1, 2, 3`:                     "",
		`return nil, "x", 2`:                 "",
		`error("shmget: no")`:                "",
		`error({ code = 2, op = "shmget" })`: "",
	} {
		got := m.Advice(evaluate(t, L, code)...)
		if want == "" && got != "" || !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

// full is a kernel that has no room.
type full struct{ sysv.Kernel }

func (full) Shmget(sysv.Key, uint64, int) (int, error) {
	return 0, &sysv.Error{Op: "shmget", Errno: sysv.ENOSPC}
}
func (full) Semget(sysv.Key, int, int) (int, error) {
	return 0, &sysv.Error{Op: "semget", Errno: sysv.ENOSPC}
}
func (full) Msgget(sysv.Key, int) (int, error) {
	return 0, &sysv.Error{Op: "msgget", Errno: sysv.EACCES}
}

func TestAdviceOfLimits(t *testing.T) {
	L, m := openTest()
	defer m.Close(true)
	m.world.Kernel = full{m.world.Kernel}
	if _, err := m.world.Kernel.Shmctl(0, sysv.IPC_INFO, new(sysv.ShmLimits)); errors.Is(err, sysv.ENOSYS) {
		t.Skip("no kernel to ask: ", err)
	}
	for code, want := range map[string]string{
		`ipc.segment{ size = 1 }`:      `^the limit is \d+ segments \(kernel.shmmni\)`,
		`return ipc.semget(0, 1, 0)`:   `^the limit is \d+ sets, \d+ semaphores in all \(kernel.sem\)`,
		`return ipc.msgget(0x6009, 0)`: `^its mode does not let you`,
	} {
		if got := m.Advice(evaluate(t, L, code)...); !regexp.MustCompile(want).MatchString(got) {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

func TestMembers(t *testing.T) {
	sysvtest.Need(t)
	L, m := openTest()
	defer m.Close(true)
	for code, want := range map[string]string{
		`ipc.semaphore{ value = 1, temporary = true }`: "count created id key|P V down getall getncnt getpid getval getzcnt op remove set setall setval stat try up with zero",
		`ipc.struct("int a; int b;")`:                  "size|offset",
		`{}`:                                           "|",
	} {
		fields, methods := m.Members(evaluate(t, L, "return "+code)[0])
		if got := strings.Join(fields, " ") + "|" + strings.Join(methods, " "); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
	if got := strings.Join(m.Options(L.GetField(L.GetGlobal("ipc"), "segment")), " "); got != "create exclusive flags id key mode readonly size temporary" {
		t.Errorf("options of ipc.segment: %s", got)
	}
	if got := m.Options(L.GetGlobal("print")); got != nil {
		t.Errorf("options of print: %v", got)
	}
}

package luamod

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

func TestSemaphore(t *testing.T) {
	testScripts(t, map[string]string{
		"values": `
			local a = ipc.semaphore{value = 3, temporary = true}
			same(a.count, 1); same(a:getval(), 3); same(a:getpid(), a:getpid(0))
			local b = ipc.semaphore{values = {4, 0, 6}, temporary = true}
			same(table.concat(b:getall(), " "), "4 0 6"); assert(b:stat().otime > 0)
			local c = ipc.semaphore{count = 2, temporary = true}
			same(table.concat(c:getall(), " "), "0 0"); assert(c:stat().otime > 0)
			c:setall{7, 8}; same(c:getval(1), 8)
			c:setval(1, 9); same(table.concat(c:getall(), " "), "7 9")
			fails("ERANGE", "semctl", c.setval, c, 0, 32768)
			fails("ERANGE", "semctl", c.setval, c, 0, -1)
			fails("EINVAL", "semctl", c.getval, c, 2)
			fails("EINVAL", "2 semaphores, the list has 1", c.setall, c, {1})
			refuses("bad argument #1 to 'setall' ([2]: -1 is out of range", c.setall, c, {1, -1})
			refuses("bad argument #2 to 'setval'", c.setval, c, 0)
			fails("EINVAL", "semget", ipc.semaphore, {count = 0})
			fails("EINVAL", "semget", ipc.semaphore, {count = 2^31 - 1})`,
		"large sets": `
			local values = {}
			for i = 1, 600 do values[i] = i end
			local s = ipc.semaphore{key = 0x6009, values = values, temporary = true}
			same(s:getval(599), 600); same(s:getval(0), 1); assert(s:stat().otime > 0)
			same(ipc.semaphore{key = 0x6009, count = 600, init_timeout = 0}.id, s.id)
			local z = ipc.semaphore{count = 600, temporary = true}
			assert(z:stat().otime > 0)
			for i = 1, 600 do values[i] = 32767 end
			local m = ipc.semaphore{values = values, temporary = true}
			same(m:getval(0), 32767); assert(m:stat().otime > 0)`,
		"existing": `
			local a = ipc.semaphore{key = 0x6009, values = {1, 2}, temporary = true}
			local b = ipc.semaphore{key = 0x6009, value = 9}
			same(b.id, a.id); same(b.created, false); same(b.count, 2); same(b:getval(), 1)
			same(ipc.semaphore{key = 0x6009}.count, 2)
			same(ipc.semaphore{id = a.id}.key, 0x6009)
			fails("EINVAL", "has 2 semaphores, 3 were asked for", ipc.semaphore, {key = 0x6009, count = 3})
			fails("EINVAL", "has 2 semaphores, 3 were asked for", ipc.semaphore, {id = a.id, count = 3})
			refuses("more names than semaphores", ipc.semaphore, {key = 0x6009, names = {"a", "b", "c"}})`,
		"down, up, zero": `
			local s = ipc.semaphore{values = {1, 5}, temporary = true}
			same(s:down(), true); same(s:try(), false); same(s:up(), true)
			same(s:P(), true); same(s:V(), true); same(s:getval(), 1)
			same(s:down(1, {by = 4}), true); same(s:getval(1), 1)
			same(s:down(1, {by = 2, nowait = true}), false)
			same(s:down(1, {by = 2, timeout = 0.001}), false)
			same(s:down(1, {by = 2, timeout = 0.001, spin = true}), false)
			same(s:down(1, {by = 2, timeout = 0}), false)
			same(s:up(1, {by = 4}), true); same(s:getval(1), 5)
			same(s:zero(0, {nowait = true}), false)
			same(s:down{nowait = true}, true); same(s:zero(), true); same(s:zero(0), true)
			same(s:down(nil, {timeout = 0}), false)
			fails("EFBIG", "semop", s.up, s, 2)
			fails("ERANGE", "semop", s.up, s, 1, {by = 32767})
			same(s:down(1, {by = 32768, nowait = true}), false)`,
		"bad arguments": `
			local s = ipc.semaphore{value = 1, temporary = true}
			refuses("bad argument #1 to 'down' (-1 is out of range 0..65535)", s.down, s, -1)
			refuses("bad argument #1 to 'up'", s.up, s, 65536)
			refuses("bad argument #1 to 'down' (0.5 has no integer", s.down, s, 0.5)
			refuses("bad argument #1 to 'down' (number expected, got boolean", s.down, s, true)
			refuses("no semaphore 'mutex': the set was opened without names", s.down, s, "mutex")
			refuses("bad argument #2 to 'down' (table expected, got number)", s.down, s, 0, 1)
			refuses("unknown option 'nowiat'; did you mean 'nowait'?", s.down, s, 0, {nowiat = true})
			refuses("unknown option 'by'", s.zero, s, 0, {by = 1})
			refuses("option 'by': 0 is out of range 1..", s.up, s, 0, {by = 0})
			refuses("option 'by': -1 is out of range 1..", s.down, s, 0, {by = -1})
			refuses("option 'by': 32768 is out of range", s.up, s, 0, {by = 32768})
			refuses("option 'timeout': a timeout of -1 seconds", s.down, s, 0, {timeout = -1})
			refuses("option 'timeout'", s.down, s, 0, {timeout = 0/0})
			refuses("bad argument #1 to 'op' (table expected, got no value)", s.op, s)
			refuses("bad argument #1 to 'op'", s.op, s, {{0}})
			refuses("bad argument #1 to 'op'", s.op, s, {{0, 40000}})
			refuses("bad argument #2 to 'op'", s.op, s, {{0, -1}}, -1)
			refuses("bad argument #1 to 'with' (function expected, got no value)", s.with, s)
			refuses("bad argument #2 to 'with' (function expected, got nil)", s.with, s, 0, nil)
			refuses("bad self (no value)", s.down)
			refuses("bad self (a table)", s.down, {})
			same(s:getval(), 1)`,
		"names": `
			local s = ipc.semaphore{values = {1, 5, 0}, names = {"mutex", "empty", "full"}, temporary = true}
			s:down("empty"); same(s:getval("empty"), 4); same(s:getval(1), 4)
			s:up("full"); same(s:getval("full"), 1)
			s:setval("mutex", 7); same(s:getval(0), 7)
			same(s:try("full"), true); same(s:try("full"), false)
			same(s:op{{"mutex", -7}, {sem_num = "full", sem_op = 2}}, true)
			same(s:getval("full"), 2)
			same(s:with("full", function() return s:getval("full") end), 1)
			refuses("no semaphore 'ful'; did you mean 'full'?", s.down, s, "ful")
			refuses("no semaphore 'ful'; did you mean 'full'?", s.op, s, {{"ful", 1}})`,
		"op": `
			local s = ipc.semaphore{values = {1, 1}, temporary = true}
			same(s:op{{0, -1}, {1, -1}}, true)
			same(s:op({{0, -1}, {1, 1}}, 0), false); same(s:getval(1), 0)
			same(s:op{{0, -1, "IPC_NOWAIT"}}, false)
			same(s:op{0, 1}, true); same(s:getval(0), 1)
			fails("EFBIG", "semop", s.op, s, {{9, 1}})
			fails("EINVAL", "semop", s.op, s, {})
			local many = {}
			for i = 1, 600 do many[i] = {0, 1} end
			fails("E2BIG", "semop", s.op, s, many)`,
		"undo": `
			local s = ipc.semaphore{value = 3, undo = true, temporary = true}
			s:down(); s:up(); s:down(0, {undo = false}); same(s:getval(), 2)`,
		"removed": `
			local s = ipc.semaphore{key = 0x6009, value = 1}
			ipc.semaphore{key = 0x6009}:remove()
			for _, name in ipairs{"down", "up", "zero", "try", "getval", "getall", "stat", "remove"} do
				fails("EINVAL", "sem", s[name], s)
			end
			fails("EINVAL", "sem", s.with, s, error)`,
	})
}

func TestWith(t *testing.T) {
	testScripts(t, map[string]string{
		"results": `
			local s = ipc.semaphore{values = {1, 1}, temporary = true}
			local function f(...) same(s:getval(), 0); return select("#", ...), ... end
			local n, a, b, c = s:with(f, 1, nil, 3)
			same(n, 3); same(a, 1); same(b, nil); same(c, 3); same(s:getval(), 1)
			same(select("#", s:with(function() end)), 0)
			same(select("#", s:with(function() return nil, nil end)), 2)
			same(s:with(1, function(x) same(s:getval(1), 0); return x end, 5), 5); same(s:getval(1), 1)
			same(s:with(setmetatable({}, {__call = function(_, x) return x end}), 6), 6)
			same(s:with(function() return s:with(1, function() return 7 end) end), 7)
			same(table.concat(s:getall(), " "), "1 1")`,
		"errors": `
			local s = ipc.semaphore{value = 1, temporary = true}
			local marker = {}
			for _, v in ipairs{marker, "text", 5, true, print} do
				local ok, e = pcall(s.with, s, function() error(v, 0) end)
				same(ok, false); same(e, v); same(s:getval(), 1)
			end
			local ok, e = pcall(s.with, s, function() error(nil) end)
			same(ok, false); same(e, nil); same(s:getval(), 1)
			local ok, e = pcall(function() s:with(function()
				local x = nil + 1
			end) end)
			assert(e:find("^test:11:"), e); same(s:getval(), 1)
			local ok, e = pcall(s.with, s, function() return s.down() end)
			same(s:getval(), 1)
			fails("EINVAL", "semop", s.with, s, function() s:remove(); return 1 end)`,
		"the error wins over a failing up": `
			local s = ipc.semaphore{value = 1}
			local ok, e = pcall(s.with, s, function() s:remove(); error("first", 0) end)
			same(e, "first")`,
		"captured locals": `
			local s = ipc.semaphore{value = 1, temporary = true}
			local n = 0
			local function inc() n = n + 1 end
			local function body() inc(); error("x") end
			local ok = pcall(function() s:with(body) end)
			inc(); inc()
			same(n, 3)`,
		"traceback": `
			local s = ipc.semaphore{value = 1, temporary = true}
			local function deep() error("x") end
			local ok, tb = xpcall(function() s:with(deep) end, function(e) return debug.traceback(e) end)
			assert(tb:find("test:3:", 1, true), tb); same(s:getval(), 1)`,
		"yield": `
			local s = ipc.semaphore{value = 1, temporary = true}
			local co = coroutine.create(function() s:with(function() coroutine.yield(1) end) end)
			local ok, e = coroutine.resume(co)
			same(ok, false); assert(e:find("attempt to yield across", 1, true), e)
			same(s:getval(), 1); same(coroutine.status(co), "dead")
			local co = coroutine.wrap(function()
				local ok, e = pcall(s.with, s, function() coroutine.yield(1, 2, 3) end)
				coroutine.yield(ok, e)
				return "end"
			end)
			local ok, e, none = co()
			same(ok, false); assert(e:find("attempt to yield across", 1, true), e); same(none, nil)
			same(co(), "end"); same(s:getval(), 1)
			local co = coroutine.wrap(function() s:with(function() error("e", 0) end) end)
			local ok, e = pcall(co)
			assert(tostring(e):find("e", 1, true)); same(s:getval(), 1)`,
	})
}

// A blocked with, or a body that blocks, ends with its context, and what was
// taken is given back.
func TestInterruptedWith(t *testing.T) {
	w := newWorld(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	w.Context = func() context.Context { return ctx }
	L, _ := newState(t, w)
	run(t, L, `s = ipc.semaphore{values = {1, 0}, temporary = true}`)
	id := int(L.GetField(L.GetGlobal("s"), "id").(lua.LNumber))
	go func() {
		for {
			if n, err := w.Kernel.Semctl(id, 1, sysv.GETNCNT, nil); n > 0 || err != nil {
				cancel()
				return
			}
			time.Sleep(time.Millisecond)
		}
	}()
	err := L.DoString(`s:with(function() s:down(1) end)`)
	if err == nil || !bytes.Contains([]byte(err.Error()), []byte("interrupted!")) {
		t.Errorf("the script went on: %v", err)
	}
	if v, err := w.Kernel.Semctl(id, 0, sysv.GETVAL, nil); v != 1 || err != nil {
		t.Errorf("the value is %d %v, want 1", v, err)
	}
}

func TestBlockedDownIsWoken(t *testing.T) {
	for _, spin := range []bool{false, true} {
		w := newWorld(t)
		L, _ := newState(t, w)
		run(t, L, fmt.Sprintf(`s = ipc.semaphore{value = 0, spin = %v, temporary = true}`, spin))
		id := int(L.GetField(L.GetGlobal("s"), "id").(lua.LNumber))
		go func() {
			for {
				if n, err := w.Kernel.Semctl(id, 0, sysv.GETNCNT, nil); n > 0 || err != nil {
					w.Kernel.Semop(context.Background(), id, []sysv.SemOp{{Op: 1}}, sysv.Forever)
					return
				}
				time.Sleep(time.Millisecond)
			}
		}()
		run(t, L, `same(s:down(), true); same(s:getval(), 0)`)
	}
}

// A set that nobody initialised: its creator is dead, or a program that only
// uses SETVAL.
func TestCreatorDied(t *testing.T) {
	w := newWorld(t)
	id, err := w.Kernel.Semget(0x6009, 2, sysv.IPC_CREAT|0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Kernel.Semctl(id, 0, sysv.IPC_RMID, nil)
	L, _ := newState(t, w)
	run(t, L, `
		local e = fails("ETIMEDOUT", "nobody has initialised it", ipc.semaphore, {key = 0x6009, values = {1, 1}, init_timeout = 0.2})
		same(e.op, "semget")
		fails("ETIMEDOUT", "nobody has initialised it", ipc.semaphore, {key = 0x6009, count = 1, init_timeout = 0})
		same(ipc.semaphore{key = 0x6009}.count, 2)`)
	// One that is removed while somebody waits makes the waiter the creator.
	w.Sleep = func(context.Context, time.Duration) error {
		_, err := w.Kernel.Semctl(id, 0, sysv.IPC_RMID, nil)
		return err
	}
	run(t, L, `local s = ipc.semaphore{key = 0x6009, value = 8, temporary = true}
		same(s.created, true); same(s:getval(), 8)`)
}

// Processes that open or create the same set at once all see its values.
func TestRaceToCreate(t *testing.T) {
	const processes, sets = 6, 30
	for _, size := range []int{3, 600} {
		script := fmt.Sprintf(`
			local gate = ipc.semaphore{key = 0x7000}
			local values = {}
			for i = 1, %d do values[i] = i end
			gate:up(0); gate:zero(1)
			for i = 1, %d do
				local s = ipc.semaphore{key = 0x7000 + i, values = values, init_timeout = 30}
				local all = s:getall()
				for j = 1, #values do
					if all[j] ~= j then error("set " .. i .. ": " .. table.concat(all, " ")) end
				end
				if s.created then gate:up(2) end
			end`, size, sets)
		L, _ := newState(t, newWorld(t))
		run(t, L, `gate = ipc.semaphore{key = 0x7000, values = {0, 1, 0}, temporary = true}`)
		var started []*exec.Cmd
		var said [processes]bytes.Buffer
		for i := range processes {
			cmd := exec.Command("/proc/self/exe")
			cmd.Env = append(os.Environ(), scriptVariable+"="+script)
			cmd.Stderr = &said[i]
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			started = append(started, cmd)
		}
		run(t, L, fmt.Sprintf(`same(gate:down(0, {by = %d, timeout = 60}), true); gate:down(1)`, processes))
		for i, cmd := range started {
			if err := cmd.Wait(); err != nil {
				t.Errorf("%v: %s", err, said[i].String())
			}
		}
		run(t, L, fmt.Sprintf(`same(gate:getval(2), %d)
			for i = 1, %d do ipc.semaphore{key = 0x7000 + i}:remove() end
			gate:remove()`, sets, sets))
	}
}

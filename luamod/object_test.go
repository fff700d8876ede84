package luamod

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/internal/ship"
	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// helpers are functions for the scripts of tests.
const helpers = `
function same(got, want)
  if got ~= want then error("got " .. tostring(got) .. ", want " .. tostring(want), 2) end
end
-- fails tells that fn raises an error that matches, with that errno.
function fails(errno, match, fn, ...)
  local ok, e = pcall(fn, ...)
  if ok then error("no error, want " .. errno .. " " .. match, 2) end
  local text = tostring(e)
  if not text:find(match, 1, true) then error("'" .. text .. "' lacks '" .. match .. "'", 2) end
  same(type(e) == "table" and e.errno or "", errno)
  return e
end
function refuses(match, fn, ...) return fails("", match, fn, ...) end
`

// newWorld is the real one, where what a test attached is detached after it.
func newWorld(t testing.TB) *World {
	sysvtest.Need(t)
	w := NewWorld()
	k := &trackingKernel{Host: sysv.NewHost()}
	w.Kernel = k
	t.Cleanup(func() {
		for _, mem := range k.memories {
			if mem.IsAttached() {
				k.Shmdt(mem)
			}
		}
	})
	return w
}

type trackingKernel struct {
	*sysv.Host
	memories []*sysv.Memory
}

func (k *trackingKernel) Shmat(id int, addr uintptr, flags int) (*sysv.Memory, error) {
	mem, err := k.Host.Shmat(id, addr, flags)
	if err == nil {
		k.memories = append(k.memories, mem)
	}
	return mem, err
}

// newState is a state with the module and the helpers.
func newState(t testing.TB, w *World) (*lua.LState, *Module) {
	t.Helper()
	L := lua51.NewState()
	m := Open(L, w)
	t.Cleanup(func() {
		for _, err := range m.removeTemporaries() {
			t.Error(err)
		}
		L.Close()
	})
	if err := L.DoString(helpers); err != nil {
		t.Fatal(err)
	}
	return L, m
}

// run runs a script of assertions.
func run(t testing.TB, L *lua.LState, script string) {
	t.Helper()
	fn, err := lua51.Load(L, strings.NewReader(script), "test")
	if err == nil {
		L.Push(fn)
		err = L.PCall(0, 0, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// testScripts runs scripts, each in a state of its own.
func testScripts(t *testing.T, scripts map[string]string) {
	for name, script := range scripts {
		t.Run(name, func(t *testing.T) {
			L, _ := newState(t, newWorld(t))
			run(t, L, script)
		})
	}
}

func TestOpening(t *testing.T) {
	testScripts(t, map[string]string{
		"created or opened": `
			local a = ipc.segment{key = 0x6009, size = 100, temporary = true}
			local b = ipc.segment{key = 0x6009, size = 100, temporary = true}
			same(a.created, true); same(b.created, false); same(a.id, b.id)
			same(ipc.segment{key = 0x6009}.id, a.id)
			local c = ipc.segment{id = a.id}
			same(c.key, 0x6009); same(c.created, false); same(c.size, 100)
			fails("EEXIST", "shmget 0x00006009: file exists (EEXIST)", ipc.segment, {key = 0x6009, size = 100, exclusive = true})
			fails("EINVAL", "has 100 bytes, 101 were asked for", ipc.segment, {key = 0x6009, size = 101})
			fails("EINVAL", "has 100 bytes, 101 were asked for", ipc.segment, {id = a.id, size = 101})
			same(a:stat().nattch, 4)`,
		"a key's forms": `
			local a = ipc.segment{key = -1, size = 1, temporary = true}
			same(a.key, 4294967295); same(a:stat().key, 4294967295)
			same(ipc.segment{key = 4294967295}.id, a.id)
			fails("ENOENT", "ftok", ipc.segment, {key = "/no/such/file", size = 1})
			refuses("a string is a path", ipc.segment, {key = "0x6009", size = 1})`,
		"private": `
			local a, b = ipc.segment{size = 1, temporary = true}, ipc.semaphore{value = 1, temporary = true}
			same(a.key, 0); same(a.created, true); same(b.created, true)
			same(tostring(a), "segment " .. a.id .. " (key 0x00000000)")
			same(tostring(b), "semaphore " .. b.id .. " (key 0x00000000)")`,
		"only opens": `
			fails("ENOENT", "shmget 0x00006009", ipc.segment, {key = 0x6009})
			fails("ENOENT", "semget 0x00006009", ipc.semaphore, {key = 0x6009})
			fails("ENOENT", "shmget 0x00006009", ipc.segment, {key = 0x6009, size = 1, create = false})
			fails("ENOENT", "semget 0x00006009", ipc.semaphore, {key = 0x6009, value = 1, create = false})
			fails("EINVAL", "shmctl 12345", ipc.segment, {id = 12345})`,
		"stat, set, remove": `
			local s = ipc.segment{size = 10, mode = "0640"}
			local st = s:stat()
			same(st.mode, 416); same(st.size, 10); same(st.nattch, 1); same(st.cpid, ipc.getpid and ipc.getpid() or st.cpid)
			for _, f in ipairs{"id", "key", "uid", "gid", "cuid", "cgid", "ctime", "atime", "dtime", "lpid"} do same(type(st[f]), "number") end
			s:set{mode = "0600"}
			same(s:stat().mode, 384); same(s:stat().uid, st.uid)
			refuses("did you mean 'mode'?", s.set, s, {mod = 1})
			refuses("bad argument #1 to 'set'", s.set, s)
			refuses("0600", s.set, s, {mode = 600})
			s:remove()
			fails("EINVAL", "removed before", s.remove, s)
			local set = ipc.semaphore{values = {1, 2}}
			same(set:stat().count, 2); assert(set:stat().otime > 0)
			set:set{mode = "0666"}
			set:remove()
			local e = fails("EINVAL", "semctl", set.stat, set)
			same(e.op, "semctl"); same(e.code, ipc.EINVAL)`,
		"fields are read-only": `
			local g, s = ipc.segment{size = 1, temporary = true}, ipc.semaphore{value = 1, temporary = true}
			for _, f in ipairs{"id", "key", "created", "size", "attached", "readonly"} do
				refuses("'" .. f .. "' is read-only", function() g[f] = 1 end)
			end
			for _, f in ipairs{"id", "key", "created", "count", "down", "other"} do
				refuses("'" .. f .. "' is read-only", function() s[f] = 1 end)
			end
			same(s.nothing, nil); same(g.nothing, nil); same(getmetatable(s), "ipc.semaphore")`,
	})
}

func TestPathKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	key, err := sysv.Ftok(path, 1)
	if err != nil {
		t.Fatal(err)
	}
	L, _ := newState(t, newWorld(t))
	L.SetGlobal("path", lua.LString(path))
	L.SetGlobal("want", keyNumber(key))
	run(t, L, `same(ipc.segment{key = path, size = 1, temporary = true}.key, want)`)
}

func TestBadOptions(t *testing.T) {
	cases := []struct{ call, want string }{
		{`ipc.segment(1)`, "bad argument #1 to 'segment' (table expected, got number)"},
		{`ipc.segment()`, "a new segment needs a size"},
		{`ipc.segment{}`, "a new segment needs a size"},
		{`ipc.segment{siz = 1}`, "unknown option 'siz'; did you mean 'size'?"},
		{`ipc.segment{1}`, "there is no option [1]"},
		{`ipc.segment{size = -1}`, "option 'size': -1 is out of range"},
		{`ipc.segment{size = 1.5}`, "option 'size': 1.5 has no integer"},
		{`ipc.segment{size = 0/0}`, "option 'size': NaN"},
		{`ipc.segment{size = "big"}`, "option 'size': number expected"},
		{`ipc.segment{size = 1, key = 2^32}`, "option 'key': 4294967296 is out of range"},
		{`ipc.segment{size = 1, key = {}}`, "option 'key': number expected, got table"},
		{`ipc.segment{size = 1, mode = 600}`, `"0600"`},
		{`ipc.segment{size = 1, mode = "IPC_CREAT|0600"}`, "no permissions"},
		{`ipc.segment{size = 1, flags = "IPC_CREAT"}`, "option 'flags'"},
		{`ipc.segment{size = 1, flags = "SHM_RDNLY"}`, "option 'flags'"},
		{`ipc.segment{key = 1, id = 1}`, "option 'id': there is also a key"},
		{`ipc.segment{id = 1, exclusive = true}`, "option 'exclusive'"},
		{`ipc.segment{key = 1, exclusive = true}`, "option 'exclusive': without a size nothing is created"},
		{`ipc.segment{key = 1, size = 1, create = false, exclusive = true}`, "contradicts create"},
		{`ipc.segment{size = 1, create = false}`, "neither a key nor an id"},
		{`ipc.segment{id = 2^31}`, "option 'id'"},
		{`ipc.semaphore{}`, "a new semaphore needs value, values or count"},
		{`ipc.semaphore{value = 1, count = 2}`, "option 'count': there is also 'value'"},
		{`ipc.semaphore{value = 1, values = {1}}`, "option 'values': there is also 'value'"},
		{`ipc.semaphore{value = -1}`, "option 'value': -1 is out of range"},
		{`ipc.semaphore{value = 65536}`, "option 'value': 65536 is out of range"},
		{`ipc.semaphore{value = true}`, "option 'value': number expected, got boolean"},
		{`ipc.semaphore{values = 1}`, "option 'values': table expected, got number"},
		{`ipc.semaphore{values = {1, "x"}}`, "option 'values': [2]: number expected"},
		{`ipc.semaphore{value = 1, names = "a"}`, "option 'names': table expected"},
		{`ipc.semaphore{value = 1, names = {1}}`, "option 'names': a list of strings"},
		{`ipc.semaphore{count = 2, names = {"a", "a"}}`, "option 'names': 'a' is there twice"},
		{`ipc.semaphore{value = 1, names = {"a", "b"}}`, "option 'names': there are more names"},
		{`ipc.semaphore{value = 1, init_timeout = -1}`, "option 'init_timeout'"},
	}
	for _, c := range cases {
		L, _ := newState(t, newWorld(t))
		err := L.DoString(c.call)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.call, err, c.want)
		}
	}
}

// closedKernel is a kernel where nobody may read what a segment's or a set's
// structure says.
type closedKernel struct{ sysv.Kernel }

func (k closedKernel) Shmctl(id, cmd int, buf any) (int, error) {
	if cmd == sysv.IPC_STAT {
		return 0, &sysv.Error{Op: "shmctl", Object: id, Errno: sysv.EACCES}
	}
	return k.Kernel.Shmctl(id, cmd, buf)
}

func TestUnreadableIsStillKnown(t *testing.T) {
	w := newWorld(t)
	w.Kernel = closedKernel{w.Kernel}
	L, _ := newState(t, w)
	run(t, L, `
		local s = ipc.segment{key = 0x6009, size = 77, mode = "0200", temporary = true}
		same(s:stat().size, 77); same(s:stat().key, 0x6009); same(s:stat().mode, 128)
		s:set{mode = "0600"}
		same(s:stat().mode, 384); same(s:stat().size, 77)
		same(ipc.segment{id = s.id}.key, 0x6009)`)
}

// unattachable is a kernel that attaches nothing.
type unattachable struct{ sysv.Kernel }

func (k unattachable) Shmat(id int, _ uintptr, _ int) (*sysv.Memory, error) {
	return nil, &sysv.Error{Op: "shmat", Object: id, Errno: sysv.ENOMEM}
}

// inert is a kernel whose semop fails.
type inert struct{ unattachable }

func (k inert) Semop(_ context.Context, id int, _ []sysv.SemOp, _ time.Duration) error {
	return &sysv.Error{Op: "semop", Object: id, Errno: sysv.ENOMEM}
}

func TestHalfWayLeavesNothing(t *testing.T) {
	w := newWorld(t)
	host := w.Kernel
	w.Kernel = inert{unattachable{host}}
	L, _ := newState(t, w)
	run(t, L, `
		fails("ENOMEM", "shmat", ipc.segment, {key = 0x6009, size = 1})
		fails("ENOMEM", "shmat", ipc.segment, {key = 0x6009, size = 1, temporary = true})
		fails("ENOMEM", "semop", ipc.semaphore, {key = 0x6009, value = 1})
		fails("ENOENT", "shmget", ipc.segment, {key = 0x6009})
		fails("ENOENT", "semget", ipc.semaphore, {key = 0x6009})`)
	L, _ = newState(t, newWorld(t))
	run(t, L, `fails("ERANGE", "sem", ipc.semaphore, {key = 0x6009, values = {1, 40000}})
		fails("ENOENT", "semget", ipc.semaphore, {key = 0x6009})
		seg = ipc.segment{key = 0x6009, size = 1, temporary = true}`)
	// What was only opened is not removed.
	L2, _ := newState(t, w)
	run(t, L2, `fails("ENOMEM", "shmat", ipc.segment, {key = 0x6009, size = 1, temporary = true})`)
	run(t, L, `same(ipc.segment{key = 0x6009}.id, seg.id)`)
}

func TestTemporary(t *testing.T) {
	w := newWorld(t)
	L, m := newState(t, w)
	run(t, L, `
		kept = ipc.segment{key = 0x6001, size = 1}
		opened = ipc.segment{key = 0x6001, size = 1, temporary = true}
		gone = ipc.semaphore{key = 0x6002, value = 1, temporary = true}
		before = ipc.semaphore{value = 1, temporary = true}
		before:remove()
		other = ipc.semaphore{value = 1, temporary = true}
		ipc.semaphore{id = other.id}:remove()`)
	for range 2 {
		if errs := m.removeTemporaries(); errs != nil {
			t.Error(errs)
		}
	}
	run(t, L, `
		fails("ENOENT", "semget", ipc.semaphore, {key = 0x6002})
		same(ipc.segment{key = 0x6001}.id, kept.id)
		kept:remove()
		fails("EINTR", "the script is over", ipc.semaphore, {key = 0x6002, value = 1, temporary = true})
		fails("ENOENT", "semget", ipc.semaphore, {key = 0x6002})`)
}

func TestHandlesTravel(t *testing.T) {
	w := newWorld(t)
	L, m := newState(t, w)
	run(t, L, `
		seg = ipc.segment{key = 0x6009, size = 64, temporary = true}
		ro = ipc.segment{key = 0x6009, readonly = true}
		off = ipc.segment{key = 0x6009}
		off:detach()
		set = ipc.semaphore{key = 0x6009, values = {3, 4}, names = {"a", "b"}, temporary = true}
		q = ipc.queue{key = 0x6009, temporary = true}
		q:send(1, "hello")`)
	for _, name := range []string{"seg", "ro", "off", "set", "q"} {
		ud := L.GetGlobal(name).(*lua.LUserData)
		i := 0
		hooks := m.objectHooks()
		for i < len(hooks) && !hooks[i].Match(ud) {
			i++
		}
		arrive(t, L, hooks[i], ud, "far_"+name)
	}
	run(t, L, `
		same(far_seg.id, seg.id); same(far_seg.key, 0x6009); same(far_seg.created, false); same(far_seg.attached, true)
		same(seg:stat().nattch, 4)
		same(far_ro.readonly, true)
		same(far_off.attached, false); same(far_off.size, 64)
		far_off:attach(); same(far_off.attached, true)
		same(far_set:getval("b"), 4); same(far_set.count, 2); far_set:down("a"); same(set:getval(0), 2)
		same(far_q:receive(), "hello"); same(far_q.key, 0x6009)`)
}

// arrive sends a userdata through a hook.
func arrive(t *testing.T, L *lua.LState, h ship.Hook, ud *lua.LUserData, name string) {
	t.Helper()
	state, err := h.Pack(ud)
	if err != nil {
		t.Fatal(err)
	}
	far := L.NewUserData()
	if err := h.Unpack(L, far, state); err != nil {
		t.Fatal(err)
	}
	L.SetGlobal(name, far)
}

// Whoever watches learns what the semaphores of a set are called, by its id.
func TestNames(t *testing.T) {
	w := newWorld(t)
	names := map[int][]string{}
	w.Names = func(set int, of []string) { names[set] = of }
	L, _ := newState(t, w)
	err := L.DoString(`
		ipc.semaphore{ value = 1, temporary = true }
		set = ipc.semaphore{ values = { 1, 2 }, names = { "full", "empty" }, temporary = true }.id`)
	if err != nil {
		t.Fatal(err)
	}
	id, _ := L.GetGlobal("set").(lua.LNumber)
	if got := names[int(id)]; len(names) != 1 || strings.Join(got, " ") != "full empty" {
		t.Errorf("set %v, names %v", id, names)
	}
}

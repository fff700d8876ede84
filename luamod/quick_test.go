package luamod

import (
	"strings"
	"testing"

	"ipclua/internal/lua51"
	"ipclua/sysv/sysvtest"
)

// What is done with objects, right and wrong. An object that answers itself and one
// whose metatable is asked must do the same.
var uses = []string{
	"s:down(0, { nowait = true })", "s:up(0)", "s:up(1)", "s.down(5)", "s:nothing()", "s.id == s:stat().id", "s.nothing", "s:try()", "s:P() s:V()",
	"s:up() s:down() return s:getval()", "s:up() return s:getval()", "(s:up() and s:down(0))", "select('#', s:up())", "select('#', s:V(0, nil))", "s.up(s)", "s.up(s, s)", "s.up(seg)", "s.up()", "{ s:up() }",
	"s:up(-1)", "s:up(0.5)", "s:up('0')", "s:up(65535)", "s:up(65536)", "s:down(1)", "s:P(0/0)", "s:setval(0, 32767) s:up()", "s:remove() s:down()", "s:remove() s:V()", "s:remove() return pcall(s.down, s)",
	"q:send(1, 'x')", "q:receive(0, { nowait = true })", "q:nothing()", "seg:nothing()", "seg:read(0, 4)", "seg.nothing", "seg.size", "#seg",
	"v[0]", "v[3]", "v[4]", "v[-1]", "v[0.5]", "v['0']", "v[nil]", "v[{}]", "v.get", "v.nothing", "v:get(1)", "v:nothing()", "#v",
	"v[0] = 7", "v[0] = -2147483648", "v[0] = 2147483648", "v[0] = 1.5", "v[0] = 'x'", "v[0] = nil", "v[0] = {}", "v[4] = 1", "v.x = 1", "v[0/0] = 1",
	"u[0]", "u[0] = 1", "big[0] = 2^53", "big[0] = 2^54", "big[0]", "f[0] = 0.1", "f[0]", "f[0] = 1e300", "f[0] = 1/0", "f[0] = 0/0", "f[0] ~= f[0]",
	"seg:int64()[0]", "t.n", "t.n = 5", "t.n = 1.5", "t.ok", "t.ok = true", "t.ok = 1", "t.a[0]", "t.a[1] = 3", "t.a[2]", "t.name", "t.name = 'abc'", "t.name = 5", "t.a = {1}", "t.a = 1", "t.nothing", "t.nothing = 1", "t[1]", "t[1] = 1", "a.x", "a[0] = 1", "a[0].n = 9", "a[0].n", "a[2].n",
	"seg:detach() v[0]", "seg:detach() v[0] = 1", "seg:detach() v:get(0)", "seg:remove() seg:detach() v:set(0, 1)", "getmetatable(v)", "v:get(v[0])",
}

const useAll = `
	local seg = ipc.segment{ size = 64, temporary = true }
	local s, q = ipc.semaphore{ value = 1, temporary = true }, ipc.queue{ temporary = true }
	local v, big, f = seg:int32(0, 4), seg:uint64(16, 1), seg:float(24, 1)
	local readonly = ipc.shmat(seg.id, nil, 'SHM_RDONLY')
	local u = readonly:uint8()
	local t = seg:struct(ipc.struct 'int n; bool ok; short a[2]; char name[4];', 32)
	local a = seg:structs(ipc.struct 'int n;', 0, 2)
	seg:write(0, '\1\2\3\4\255\255\255\255' .. ('\255'):rep(16))
	q:send(1, 'x')
`

const dropAll = `
	pcall(seg.detach, seg)
	ipc.shmdt(readonly)
`

func TestQuickIsRight(t *testing.T) {
	for _, use := range uses {
		var said [2]string
		for i, before := range []string{"", "debug.getregistry() "} {
			said[i] = lines(t, before+useAll+`
				local function text(x) return (tostring(x):gsub('0x%x+', 'A'):gsub(' %d+:', ' N:')) end
				local function say(ok, ...) local list = {} for i = 1, select('#', ...) do list[i] = text((select(i, ...))) end print(ok, unpack(list)) end
				local code = `+quoted(use)+`
				local names = 'local seg, s, q, v, big, f, u, t, a = ... '
				local fn = loadstring(names .. 'return ' .. code) or assert(loadstring(names .. (code:gsub('%) v%[0%]$', ') return v[0]'))))
				for _ = 1, 3 do say(pcall(fn, seg, s, q, v, big, f, u, t, a)) end
				pcall(s.setval, s, 0, 1)
				print(seg.attached and seg:read(0, 64):byte(1, -1))`+dropAll)
		}
		if said[0] != said[1] || said[0] == "" {
			t.Errorf("%s\nby itself\n%sby the metatable\n%s", use, said[0], said[1])
		}
	}
}

func quoted(s string) string { return "[=[" + s + "]=]" }

// Who comes behind a __metatable decides what an object does.
func TestChangedClasses(t *testing.T) {
	for _, change := range []string{
		"debug.getmetatable(s).__index = { down = mine } debug.getmetatable(v).__index = mine debug.getmetatable(v).__newindex = mine",
		"debug.setmetatable(s, { __index = { down = mine } }) debug.setmetatable(v, { __index = mine, __newindex = mine })",
		"debug.getmetatable(s).__index.down = mine local c = debug.getregistry()['ipc.view'] c.__index, c.__newindex = mine, mine",
	} {
		got := lines(t, useAll+`
			local function mine() return 'mine' end
			s:down() v[0] = 5
			print(v[0])
			`+change+`
			v[0] = 7
			print(s:down(), v[0], seg:read(0, 1):byte())`+dropAll)
		if want := "5\nmine\tmine\t5\n"; got != want {
			t.Errorf("%s\nprints %s", change, got)
		}
	}
}

// lines is what a script prints in a state of its own, on the host's kernel itself.
func lines(t *testing.T, script string) string {
	t.Helper()
	sysvtest.Need(t)
	L, _ := newState(t, NewWorld())
	var out strings.Builder
	lua51.NewOutput(&out, &out).Install(L)
	run(t, L, script)
	return out.String()
}

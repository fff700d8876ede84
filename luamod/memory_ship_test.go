package luamod

import (
	"strings"
	"testing"

	"ipclua/sysv/sysvtest"
)

// TestMemoriesTravel has a child write through every kind of handle.
func TestMemoriesTravel(t *testing.T) {
	sysvtest.Need(t)
	s := newScript(t)
	_, err := s.run(`
local L = ipc.struct "int turn; short marks[3]; struct { char name[8]; double z; } part[2];"
local seg = ipc.segment{ size = 4096, temporary = true }
local mem = assert(ipc.shmat(seg.id))
local ro = assert(ipc.shmat(seg.id, 0, "SHM_RDONLY"))
local n, whole = seg:int32(0, 4), mem:int32(0, 4)
local s, a = mem:struct(L, 64), seg:structs(L, 256, 3)
local marks, part, second = s.marks, s.part, a[2].part[1]
local same = { whole, mem }

local size = ipc.spawn(function()
  n[0] = 11
  whole[1] = 12
  s.turn, marks[2] = 13, 14
  part[1].z = 2.5
  a[1].turn = 15
  second.name = "second"
  assert(not pcall(function() ro:write(0, "x") end), "not read-only")
  assert(same[1] == whole and same[2] == mem, "not the same")
  assert(ro:int32()[0] == 11 and #n == 4 and #a == 3)
  assert(mem:cstring(256 + 2 * L.size + L:offset("part[1].name")) == "second")
  return L.size
end):join()

assert(size == L.size)
assert(n[0] == 11 and n[1] == 12 and s.turn == 13 and s.marks[2] == 14 and s.part[1].z == 2.5)
assert(a[1].turn == 15 and a[2].part[1].name == "second")
assert(ipc.shmdt(ro))
assert(ipc.shmdt(mem))
seg:detach()
`)
	if err != nil {
		t.Fatal(err)
	}
}

// TestDetachedPartsStay holds that what has lost its attachment is refused by
// name before any process starts.
func TestDetachedPartsStay(t *testing.T) {
	sysvtest.Need(t)
	for name, text := range map[string]string{
		"view":          `local v = seg:int32() seg:detach()`,
		"view of old":   `local v = seg:int32() seg:detach() seg:attach()`,
		"struct":        `local v = seg:struct(ipc.struct "int x;") seg:detach()`,
		"part":          `local v = seg:struct(ipc.struct "struct { int x; } p;").p seg:detach()`,
		"shmat's value": `local v = ipc.shmat(seg.id) ipc.shmdt(v)`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := newScript(t).run(`local seg = ipc.segment{ size = 64, temporary = true } ` + text + `
local ok, e = pcall(ipc.spawn, function() return v end)
if seg.attached then seg:detach() end
assert(not ok)
error(e)`)
			if err == nil || !strings.Contains(err.Error(), "detached") || !strings.Contains(err.Error(), "upvalue 'v'") {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestAttachmentsOfSegments holds that views belong to an attachment.
func TestAttachmentsOfSegments(t *testing.T) {
	sysvtest.Need(t)
	_, err := newScript(t).run(`
local seg = ipc.segment{ size = 4096, temporary = true }
local v = seg:int32()
v[1023] = 5
assert(#seg == 4096 and seg.size == 4096 and seg.address % 4096 == 0)
seg:detach()
local ok, e = pcall(function() return v[0] end)
assert(not ok and e.errno == "EINVAL", e)
ok, e = pcall(seg.read, seg, 0, 1)
assert(not ok and e.errno == "EINVAL", e)
ok, e = pcall(seg.int32, seg)
assert(not ok and e.errno == "EINVAL", e)
seg:attach("SHM_RDONLY")
assert(seg:int32()[1023] == 5)
assert(not pcall(function() return v[0] end))
ok, e = pcall(seg.fill, seg, 0)
assert(not ok and e.errno == "EACCES", e)
seg:detach()
`)
	if err != nil {
		t.Fatal(err)
	}
}

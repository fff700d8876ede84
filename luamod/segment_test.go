package luamod

import "testing"

func TestSegment(t *testing.T) {
	testScripts(t, map[string]string{
		"detach and attach": `
			local s = ipc.segment{size = 4096, temporary = true}
			same(s.attached, true); same(s.readonly, false); same(#s, 4096); assert(s.address > 0)
			s:detach()
			same(s.attached, false); same(#s, 4096); same(s:stat().nattch, 0)
			fails("EINVAL", "detached", s.detach, s)
			s:attach("SHM_RDONLY")
			same(s.readonly, true)
			fails("EINVAL", "attached already", s.attach, s)
			s:detach(); s:attach()
			same(s.readonly, true)
			s:detach(); s:attach(0)
			same(s.readonly, false)
			refuses("bad argument #1 to 'attach'", s.attach, s, {})
			refuses("calling 'detach' on bad self", s.detach, 1)`,
		"lives on after removal": `
			local s = ipc.segment{key = 0x6009, size = 8}
			s:remove()
			same(s.attached, true); same(s:stat().nattch, 1)
			fails("ENOENT", "shmget", ipc.segment, {key = 0x6009})
			s:detach()
			fails("EINVAL", "shmctl", s.stat, s)
			fails("EINVAL", "shmat", s.attach, s)`,
		"readonly": `
			local s = ipc.segment{size = 8, temporary = true}
			local r = ipc.segment{id = s.id, readonly = true}
			same(r.readonly, true)`,
		"flags": `
			local s = ipc.segment{size = 8, flags = "SHM_NORESERVE | SHM_EXEC", temporary = true}
			same(s.readonly, false)
			fails("EINVAL", "shmget", ipc.segment, {size = 0})`,
		"lock": `
			local s = ipc.segment{size = 8, temporary = true}
			s:lock(); s:unlock()`,
	})
}

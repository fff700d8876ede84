lab { "Metadata and permissions", points = 10 }

local KEY = 0x6004

-- metadata is what the kernel says of the segment, in words.
local function metadata()
  local id = ipc.shmget(KEY, 0, 0)
  if not id then return "no segment with the key 0x6004" end
  local ds = ipc.shmctl(id, "IPC_STAT")
  local perm = ds.shm_perm
  local owner = perm.uid == perm.cuid and perm.gid == perm.cgid and "creator" or "somebody else"
  return string.format("mode %04o, owner: %s, contents: %s", perm.mode % 512, owner, ipc.segment{ id = id }:cstring(0))
end

local stat = run {
  "stat",
  programs = function(start)
    local id = assert(ipc.shmget(KEY, 10000, "IPC_CREAT | 0600"))
    start("stat", "0x6004"):wait()
    local a, b = assert(ipc.shmat(id)), assert(ipc.shmat(id))
    start("stat", "0x6004"):wait()
    assert(ipc.shmctl(id, "IPC_SET", { shm_perm = { mode = "0644" } }))
    ipc.shmctl(id, "SHM_LOCK")           -- where that is allowed, it sets a bit above the permissions
    assert(ipc.shmdt(a))
    start("stat", "0x6004"):wait()
    assert(ipc.shmdt(b))
  end,
}

stat:ends {}
stat:output {
  "what IPC_STAT says, before anybody attached it, with two attachments, with one and another mode",
  points = 3,
  is = table.concat({
    "10000 bytes, mode 0600, 0 attachments, never attached",
    "10000 bytes, mode 0600, 2 attachments, attached before",
    "10000 bytes, mode 0644, 1 attachments, attached before",
  }, "\n") .. "\n",
  hint = "Everything is in the table of IPC_STAT. Does stat count itself?",
}

-- changed starts chmod on a segment that has been written to.
local function changed(size, before, after)
  return function(start)
    local seg = ipc.segment{ key = KEY, size = size, mode = before }
    seg:write(0, "as it was")
    seg:detach()
    start("chmod", "0x6004", after):wait()
  end
end

local open = run { "chmod 0600 to 0640", programs = changed(100, "0600", "0640") }

open:ends {}
open:output { "the mode before, and the mode now", is = "mode 0600, now 0640\n", hint = "Ask before you set." }
open:final {
  "the mode is another one, all else is as it was",
  value = metadata,
  is = "mode 0640, owner: creator, contents: as it was",
  hint = "IPC_SET changes an existing segment. Which fields was it given?",
}

local close = run { "chmod 0666 to 0400", programs = changed(5000, "0666", "0400") }

close:final {
  "the mode is another one, all else is as it was",
  value = metadata,
  is = "mode 0400, owner: creator, contents: as it was",
  hint = "IPC_SET changes an existing segment. Which mode was it given?",
}

local nothing = run {
  "no segment has the key",
  programs = function(start)
    start("stat", "0x6004"):wait()
    start("chmod", "0x6004", "0640"):wait()
  end,
}

nothing:output { "nothing there, twice", is = "nothing there\nnothing there\n", hint = "What does shmget give without IPC_CREAT?" }
nothing:final {
  "nothing is created",
  value = function() return #ipc.list("segment") end,
  is = 0,
  hint = "Which flag makes shmget create?",
}

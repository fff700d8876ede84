lab { "Persistence", points = 10 }

local KEY = 0x6003

-- note is what the kernel has: the note and its segment, in words.
local function note()
  local id = ipc.shmget(KEY, 0, 0)
  if not id then return "no segment with the key 0x6003" end
  local ds = ipc.shmctl(id, "IPC_STAT")
  return string.format("%q, %d bytes, mode %04o, attached %d",
    ipc.segment{ key = KEY }:cstring(0), ds.shm_segsz, ds.shm_perm.mode % 512, ds.shm_nattch)
end

local put = run { "put", args = { "put", "call Ann" } }

put:output { "nothing", is = "", hint = "put prints only that there is a note already." }
put:final {
  "the note is there when the program has ended",
  points = 3,
  value = note,
  is = '"call Ann", 256 bytes, mode 0600, attached 0',
  hint = "Who is to find this segment needs its key, and it must still be there.",
}

local taken = run {
  "put, and later take",
  programs = function(start)
    start("put", "buy milk"):wait()
    start("take"):wait()
    start("take"):wait()
  end,
}

taken:output {
  "the note, and then no note",
  points = 2,
  is = "buy milk\nno note\n",
  hint = "Both programs must name the same key, and the one that looks must not create.",
}
taken:no_leaks { "take removes the segment", hint = "Which call ends a segment?" }

local twice = run {
  "a second note",
  programs = function(start)
    start("put", "first come"):wait()
    start("put", "second"):wait()
    start("take"):wait()
  end,
}

twice:output {
  "there is a note already, and take prints the first",
  points = 2,
  is = "there is a note already\nfirst come\n",
  hint = "Which flag makes shmget fail where there is one already?",
}

local none = run { "no note", args = { "take" } }

none:final {
  "take creates nothing",
  value = function() return #ipc.list("segment") end,
  is = 0,
  hint = "Which flag makes shmget create?",
}

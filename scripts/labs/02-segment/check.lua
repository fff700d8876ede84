lab { "The five operations on a segment", points = 10 }

local function provide()
  local show = section("look", function(id, ds)
    local m = assert(ipc.shmat(id, 0, "SHM_RDONLY"))
    print(string.format("look: %d bytes, mode %04o, attached %d: %s",
      ds.shm_segsz, ds.shm_perm.mode % 512, ds.shm_nattch, m:cstring(0)))
    assert(ipc.shmdt(m))
  end)
  look = function(id)
    local ds = id and ipc.shmctl(id, "IPC_STAT")
    if not ds then return print("look: no segment") end
    show(id, ds)
  end
end

local one = run { "one text", args = { "hello" }, provide = provide }

one:ends {}
one:output {
  "one line of look while it is attached, one after the detach",
  points = 3,
  is = "look: 1024 bytes, mode 0600, attached 1: hello\nlook: 1024 bytes, mode 0600, attached 0: hello\n",
  hint = "look prints what the kernel and the segment say: compare size, mode, attachments and text with the task.",
}
one:must_reach {
  "look finds a segment",
  inside = { look = 1 },
  hint = "What is printed must come from look, which looks into the segment.",
}
one:no_leaks { "the segment is removed", hint = "The end of a process detaches, and removes nothing." }

local three = run { "three texts, each shorter", args = { "first and longest", "then, shorter", "end" }, provide = provide }

three:output {
  "each text, whole and alone, and a last line after the detach",
  points = 3,
  is = table.concat({
    "look: 1024 bytes, mode 0600, attached 1: first and longest",
    "look: 1024 bytes, mode 0600, attached 1: then, shorter",
    "look: 1024 bytes, mode 0600, attached 1: end",
    "look: 1024 bytes, mode 0600, attached 0: end",
  }, "\n") .. "\n",
  hint = "What ends a text in C? Which call ends an attachment?",
}
three:no_leaks { "the segment is removed", hint = "How many segments does it get, and how many does it remove?" }

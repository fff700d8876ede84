lab { "Story", points = 10 }

local function look()
  local n = ipc.segment{ key = 0x77 }:int32()
  return { n[0], left = #ipc.list("segment") }
end

local all = run {
  "create, two times add, remove",
  input = "one\ntwo\n",
  programs = function(start)
    assert(start("create"):wait() == 0)
    local a, b = start("add"), start("add")
    a:wait()
    b:wait()
    start({ fails = true }, "nonsense")
    local r = start("remove")
    assert(r:wait() == 0)
    if r:output() ~= "2\n" then error("remove prints " .. r:output()) end
  end,
}
all:ends { points = 2 }
all:output { matches = "^one.*2\n$" }
all:no_leaks {}
all:must_call { "shmctl IPC_RMID", "semop" }
all:must_not_call { "msgget" }
all:max_semaphores { 1 }

local kept = run {
  "create and two times add",
  input = "one\n",
  programs = function(start)
    start("create"):wait()
    local a, b = start("add"), start("add")
    a:wait()
    b:wait()
  end,
  schedules = 300,
}
kept:final { value = look, is = { 2, left = 1 } }
kept:survives_kill { program = 2, points = 2,
  value = function() return ipc.semaphore{ key = 0x77 }:getval() end, is = 1 }

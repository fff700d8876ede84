lab { "Crash recovery", points = 10 }

local function all(list)
  for _, p in ipairs(list) do p:wait() end
end

local three = run {
  "three workers, two coins each",
  programs = function(start)
    start("create"):wait()
    all{ start("work", "2"), start("work", "2"), start("work", "2") }
    start("show"):wait()
    start("remove"):wait()
  end,
}
three:ends { points = 0 }
three:no_deadlock { points = 0, hint = "What is the value of the semaphore when a worker has ended well?" }
three:output { "six coins have moved", is = "94 + 6 = 100\n" }
three:no_race { hint = "Only who has the semaphore may look at the jars, or repair them." }
three:no_leaks {}

local two = run {
  "two workers, two coins and one",
  programs = function(start)
    start("create"):wait()
    all{ start("work", "2"), start("work", "1") }
    start("show"):wait()
  end,
}
two:output { "three coins have moved", is = "97 + 3 = 100\n", points = 0 }
two:final {
  "the semaphore is 1 when nobody is inside",
  is = 1,
  value = function() return ipc.semaphore{ key = 0x6016 }:getval() end,
  hint = "What is added up for the end of a process when only P is undone, or only V?",
}
two:survives_kill {
  "a worker is killed: the others go on",
  program = 2,
  points = 2,
  hint = "What happens to the semaphore when its holder dies?",
}
two:survives_kill {
  "a worker is killed: no coin is lost",
  program = 2,
  points = 4,
  is = { coins = 100, moved = true },
  value = function()
    local v = ipc.segment{ key = 0x6016 }:int32()
    return { coins = v[0] + v[1], moved = v[1] >= 1 }
  end,
  hint = "What does he leave behind at each of his steps, and who makes it good?",
}

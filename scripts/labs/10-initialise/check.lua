lab { "Initialising a set without a race", points = 10 }

-- The object layer initialises by itself; here it is done by hand.
local function provide()
  visit = section("room", function(name) print(name .. " is inside") end)
  ipc.semaphore = function()
    error("this lab wants semget, semctl and semop: ipc.semaphore does by itself what you are to do", 2)
  end
end

local function three(seats)
  return function(start)
    local programs = { start("ann", seats), start("bob", seats), start("eve", seats) }
    for _, p in ipairs(programs) do p:wait() end
  end
end

local function free()
  local id = ipc.semget(0x6010, 0, 0)
  return id and ipc.semctl(id, 0, "GETVAL") or "no set with the key 0x6010"
end

local everybody = { "ann is inside", "bob is inside", "eve is inside" }

local one = run { "three programs, one seat", programs = three("1"), provide = provide }
one:ends { hint = "Who finds the set there opens it: semget without IPC_EXCL." }
one:no_deadlock { hint = "Is every seat given back? Is there a value at all when the others wait for one?" }
one:output { "all three are let in", lines = everybody }
one:mutual_exclusion {
  "never two in the room",
  sections = { "room" },
  points = 3,
  hint = "Who gives the semaphore its value, and can that happen while somebody is inside?",
}
one:final {
  "in the end semaphore 0 is 1 again",
  value = free,
  is = 1,
  hint = "How often is the value given, and is every seat given back?",
}

local two = run { "three programs, two seats", programs = three("2"), provide = provide }
two:output { "all three are let in", lines = everybody, points = 0 }
two:mutual_exclusion { "never three in the room", sections = { "room" }, most = 2, points = 2 }
two:must_reach {
  "two in the room at once",
  inside = { room = 2 },
  hint = "The second argument says how many seats there are.",
}

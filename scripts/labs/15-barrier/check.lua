lab { "A reusable barrier", points = 10 }

-- A process works as the same i in all rounds, one after the other.
local function provide()
  local section = section                  -- it is there for provide only
  local rest = section("at it", function() end)
  local me, last = nil, 0
  work = function(i, round)
    if me and me ~= i then error("process " .. me .. " does the work of process " .. i, 2) end
    if round ~= last + 1 then
      error(("round %d is done by a process that has not done round %d"):format(round, round - 1), 2)
    end
    me, last = i, round
    section("round " .. round, function()
      rest()                               -- time for others to go on meanwhile
      print("round " .. round .. ", process " .. i)
    end)()
  end
end

local function inorder(processes, rounds)
  return function(text)
    local seen, round, count = {}, 1, 0
    for line in text:gmatch("[^\n]+") do
      local r, i = line:match("^round (%d+), process (%d+)$")
      if not r then return false, "a line that is not expected: " .. line end
      if seen[line] then return false, "twice: " .. line end
      seen[line], r = true, tonumber(r)
      if count == processes then round, count = round + 1, 0 end
      if r ~= round then
        return false, ("process %s works in round %d when only %d of %d have done round %d")
          :format(i, r, count, processes, round)
      end
      count = count + 1
    end
    if round ~= rounds or count ~= processes then return false, "some of the work is not done" end
    return true
  end
end

local three = run { "three processes, three rounds", args = { "3", "3" }, provide = provide }
three:ends { "each process does its own work in all rounds" }
three:no_deadlock {
  points = 2,
  hint = "Who is still between down and zero when the semaphore is put up again?",
}
three:output {
  "nobody begins a round before all have done the last one",
  test = inorder(3, 3),
  points = 2,
  hint = "What does each process wait for between two rounds? Can somebody fast come round and be counted twice?",
}
three:must_reach {
  "they work at the same time",
  inside = { ["round 2"] = 2 },
  hint = "Between two barriers nobody waits.",
}
three:no_busy_wait {}
three:no_race { points = 0 }
three:no_leaks {}

local two = run { "two processes, five rounds", args = { "2", "5" }, provide = provide }
two:no_deadlock { points = 0 }
two:output { "nobody begins a round before all have done the last one", test = inorder(2, 5), points = 2 }

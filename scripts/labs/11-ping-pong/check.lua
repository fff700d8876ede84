lab { "Ping-pong", points = 10 }

-- A player lives through all rounds, and says one word only.
local function provide()
  local mine, last = nil, 0
  local function player(word)
    return section(word, function(i)
      if mine and mine ~= word then error("the process that said " .. mine .. " also says " .. word, 2) end
      if i ~= last + 1 then
        error(("%s %d comes from a process that did not say %s %d"):format(word, i, word, i - 1), 2)
      end
      mine, last = word, i
      print(word .. " " .. i)
    end)
  end
  ping, pong = player("ping"), player("pong")
end

local function rally(rounds)
  local lines = {}
  for i = 1, rounds do lines[i] = "ping " .. i .. "\npong " .. i .. "\n" end
  return table.concat(lines)
end

local three = run { "three rounds", args = { "3" }, provide = provide }
three:ends { "two processes play, each says its word in all rounds" }
three:no_deadlock { hint = "Who may begin? And who puts up the semaphore that the other waits for?" }
three:output {
  "ping and pong by turns",
  is = rally(3),
  points = 2,
  hint = "Each waits for his own semaphore before the word, and puts up the other's after it.",
}
three:must_call { "semop", expected = "semaphores keep the turns", points = 2 }
three:no_busy_wait { hint = "A process that waits in down sleeps, and uses no processor." }
three:no_leaks {}

local five = run { "five rounds", args = { "5" }, provide = provide }
five:output {
  "ping and pong by turns",
  is = rally(5),
  points = 2,
  hint = "The argument says how many rounds.",
}

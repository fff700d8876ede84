lab { "The lost update", points = 10 }

-- earning gives each worker its own gain, so that no sum can be guessed.
local function earning(...)
  local gains = { ... }
  return function()
    gain = section("gain", function(i) return gains[i] end)
  end
end

local two = run { "two workers, two rounds", args = { "2", "2" }, provide = earning(5, 70) }

two:ends { points = 0 }
two:output { "the sum of all gains", points = 2, is = "sum: 150\n", hint = "What if another worker writes between your read and your write?" }
two:no_race { points = 3, hint = "Which step of yours can be divided? The table of the README has one that cannot." }
two:must_reach {
  "both workers earn at the same time",
  inside = { gain = 2 },
  hint = "Do the workers run side by side, and is gain outside of what only one may do?",
}
two:no_busy_wait { "nobody asks again and again whether it may", hint = "fetch_add does not have to wait." }
two:no_leaks { "the segment is removed", hint = "temporary = true, or :remove() at the end." }

local three = run { "three workers, one round", args = { "3", "1" }, provide = earning(1, 20, 300) }

three:output { "the sum of all gains", is = "sum: 321\n", hint = "Every worker adds what gain gave it, once a round." }
three:must_reach {
  "all three workers earn at the same time",
  inside = { gain = 3 },
  hint = "As many processes as there are workers.",
}

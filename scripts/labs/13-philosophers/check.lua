lab { "The dining philosophers", points = 10 }

local function provide()
  local section = section                  -- it is there for provide only
  local rest = section("at it", function() end)
  eat = function(i)
    return section("philosopher " .. i, function()
      rest()                               -- time for others to go on meanwhile
      print("philosopher " .. i .. " eats")
      rest()
    end)()
  end
end

local function meals(philosophers, each)
  local lines = {}
  for i = 1, philosophers do
    for _ = 1, each do lines[#lines + 1] = "philosopher " .. i .. " eats" end
  end
  return lines
end

-- Philosophers a and b, who share a fork, inside together.
local function both(a, b)
  return { ["philosopher " .. a] = 1, ["philosopher " .. b] = 1 }
end

local three = run { "three philosophers, two meals", args = { "3", "2" }, provide = provide }
three:ends {}
three:no_deadlock { points = 3, hint = "What does a philosopher hold while he waits?" }
three:output { "each eats twice", lines = meals(3, 2) }
three:mutual_exclusion {
  "of three, only one eats at a time",
  sections = { "philosopher 1", "philosopher 2", "philosopher 3" },
  hint = "Both forks are needed, as long as the meal lasts.",
}
three:no_busy_wait { hint = "Who cannot have both forks sleeps until he can." }
three:no_leaks {}

local four = run { "four philosophers, one meal", args = { "4", "1" }, provide = provide }
four:must_reach {
  "1 and 3 eat at the same time",
  inside = both(1, 3),
  hint = "They share no fork: who keeps them apart?",
}
for i = 1, 4 do
  local right = i % 4 + 1
  four:mutual_exclusion {
    ("%d and %d never eat at the same time"):format(i, right),
    points = i == 4 and 1 or 0,
    sections = { "philosopher " .. i, "philosopher " .. right },
    never = both(i, right),
  }
end

lab { "Producers and consumers on a ring", points = 10 }

-- What is made cannot be guessed from its numbers; who has made it and who uses it is seen.
local function worth(p, i) return 1000 * p + (i * i * 37 + p * 11) % 997 + 1 end

local function provide()
  local section, using = section, 0        -- section is there for provide only
  make = function(p, i)
    return section("making", section("making item " .. i, function() return worth(p, i) end))()
  end
  use = section("using", function(item)
    using = using + 1
    section("using its item " .. using, function() print("used " .. item) end)()
  end)
end

local function used(producers, items)
  local lines = {}
  for p = 1, producers do
    for i = 1, items do lines[#lines + 1] = "used " .. worth(p, i) end
  end
  return lines
end

local two = run {
  "two producers, two consumers, two places",
  args = { "2", "2", "2", "2" },
  provide = provide,
}
two:ends {}
two:no_deadlock {
  points = 2,
  hint = "What does a process hold while it waits? And does each consumer hear that no more will come?",
}
two:output {
  "each item is used once",
  lines = used(2, 2),
  hint = "A place may be written only when it is empty, and read only when it is full.",
}
two:no_race { hint = "Two producers must not be at the same index, nor two consumers." }
two:must_reach {
  "two use items at the same time",
  inside = { using = 2 },
  hint = "What make and use do is the work: hold no semaphore meanwhile.",
}
two:no_busy_wait {}
two:no_leaks {}

local four = run {
  "one producer, one consumer, four places",
  args = { "1", "1", "4", "4" },
  provide = provide,
}
four:output { "each item is used once", lines = used(1, 4) }
four:must_reach {
  "the fourth is made while the first is used",
  inside = { ["making item 4"] = 1, ["using its item 1"] = 1 },
  hint = "A producer need not wait as long as a place is empty; the third argument says how many there are.",
}

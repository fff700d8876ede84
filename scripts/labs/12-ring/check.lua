lab { "Producers and consumers on a ring", points = 10 }

-- What is made cannot be guessed from its numbers; who has made it and who uses it is seen.
local function worth(p, i) return 1000 * p + (i * i * 37 + p * 11) % 997 + 1 end

-- To use an item takes so many steps: time for others to go on meanwhile.
local function providing(steps)
  return function()
    local section, using = section, 0      -- section is there for provide only
    local rest = section("at it", function() end)
    make = function(p, i)
      return section("making item " .. i, function()
        print("made " .. worth(p, i))
        return worth(p, i)
      end)()
    end
    use = section("using", function(item)
      using = using + 1
      section("using its item " .. using, function()
        for _ = 1, steps do rest() end
        print("used " .. item)
      end)()
    end)
  end
end

-- ledger reads "made" and "used" in the order in which they happened. Of what has been
-- made, each producer may have one in hand, and so may each consumer; the rest is in the ring.
local function ledger(producers, consumers, places, items)
  return function(text)
    local state, waiting = {}, 0
    for p = 1, producers do
      for i = 1, items do state[worth(p, i)] = "not made" end
    end
    for line in text:gmatch("[^\n]+") do
      local verb, item = line:match("^(%l+) (%d+)$")
      item = tonumber(item)
      if not state[item] then return false, "nobody makes what this is about: " .. line end
      if verb == "made" and state[item] == "not made" then
        waiting = waiting + 1
      elseif verb == "used" and state[item] == "made" then
        waiting = waiting - 1
      else
        return false, line .. ", but it was " .. state[item] .. " before"
      end
      state[item] = verb
      if waiting > places + producers + consumers then
        return false, waiting .. " items are made and not yet used: the ring must have more than " .. places .. " places"
      end
    end
    for item, verb in pairs(state) do
      if verb ~= "used" then return false, item .. " is " .. verb .. (verb == "made" and ", and never used" or "") end
    end
    return true
  end
end

local two = run {
  "two producers, two consumers, two places",
  args = { "2", "2", "2", "2" },
  provide = providing(1),
}
two:ends { points = 0 }
two:no_deadlock {
  points = 2,
  hint = "What does a process hold while it waits? And does each consumer hear that no more will come?",
}
two:output {
  "each item is made once and used once",
  test = ledger(2, 2, 2, 2),
  hint = "A place may be written only when it is empty, and read only when it is full.",
}
two:no_race {
  points = 2,
  hint = "Two producers must not be at the same index, nor two consumers.",
}
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
  provide = providing(10),
}
four:output { "each item is made once and used once", test = ledger(1, 1, 4, 4), points = 0 }
four:must_reach {
  "the fourth is made while the first is used",
  inside = { ["making item 4"] = 1, ["using its item 1"] = 1 },
  hint = "A producer need not wait as long as a place is empty; the third argument says how many there are.",
}

local one = run {
  "one producer, one consumer, one place",
  args = { "1", "1", "1", "5" },
  provide = providing(1),
}
one:output {
  "no more items wait than there are places",
  test = ledger(1, 1, 1, 5),
  hint = "What stops a producer when the ring is full?",
}

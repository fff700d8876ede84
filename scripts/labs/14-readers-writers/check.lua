lab { "Readers and writers", points = 10 }

local function provide()
  read = section("reading", function(page)
    local first, second = page[0], page[1]
    if first ~= second then error("a reader finds the page half written: " .. first .. " and " .. second) end
  end)
  write = section("writing", function(page)
    page[0] = page[0] + 1
    page[1] = page[1] + 1
  end)
end

local two = run { "two readers, two writers, one round", args = { "2", "2", "1" }, provide = provide }
two:ends {}
two:no_deadlock {
  hint = "Does each give back all that it took? Can two processes have half of what each needs?",
}
two:output { is = "changes: 2\n" }
two:mutual_exclusion {
  "no reader beside a writer",
  sections = { "reading", "writing" },
  never = { reading = 1, writing = 1 },
  points = 2,
  hint = "What does a writer take, and what does a reader hold while it reads?",
}
two:mutual_exclusion { "one writer at a time", sections = { "writing" } }
two:must_reach {
  "two readers at the same time",
  inside = { reading = 2 },
  hint = "Readers change nothing: why do they wait for each other?",
}
two:no_race { points = 0 }
two:no_busy_wait {}
two:no_leaks {}

local three = run { "three readers, one writer, two rounds", args = { "3", "1", "2" }, provide = provide }
three:no_deadlock { points = 0 }
three:output { is = "changes: 2\n", points = 0 }
three:must_reach {
  "three readers at the same time",
  inside = { reading = 3 },
  hint = "The first argument says how many readers there are.",
}

lab { "Seats", points = 10 }

-- A section for each size of a group, so that it can be said who may sit beside whom.
local function provide()
  local meals = {}
  for size, name in ipairs{ "one", "two" } do
    meals[size] = section(name, function() print("a group of " .. size .. " eats") end)
  end
  eat = function(size) return meals[size](size) end
end

local single = run { "two seats, three guests", args = { "2", "1", "1", "1" }, provide = provide }

single:output {
  "everybody eats, once",
  lines = { "a group of 1 eats", "a group of 1 eats", "a group of 1 eats" },
  hint = "Each group calls eat with its size, once.",
}
single:mutual_exclusion {
  "never more than two of them at table",
  points = 2,
  sections = { "one" }, most = 2,
  hint = "With which value does the semaphore begin, and what is given back?",
}
single:must_reach { "two at table at once", inside = { one = 2 }, hint = "There are two seats. Who waits with one of them free?" }
single:no_busy_wait { hint = "down waits until there are seats, and costs nothing while it waits." }

local groups = run { "three seats, three groups of two and a guest", args = { "3", "2", "2", "2", "1" }, provide = provide }

groups:output {
  "everybody eats, once",
  points = 0,
  lines = { "a group of 2 eats", "a group of 2 eats", "a group of 2 eats", "a group of 1 eats" },
  hint = "Each group calls eat with its size, once.",
}
groups:mutual_exclusion {
  "never two groups of two at table",
  points = 2,
  sections = { "two" }, most = 1,
  hint = "A group of two needs two seats.",
}
groups:must_reach { "a group of two and a guest at table at once", inside = { one = 1, two = 1 }, hint = "That is three, and there are three seats." }
groups:no_deadlock { "nobody waits for ever", hint = "Who holds a seat while he waits for another?" }
groups:no_leaks { hint = "temporary = true, or :remove() at the end." }

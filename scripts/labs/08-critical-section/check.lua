lab { "Down and Up around a critical section", points = 10 }

-- transfers gives each worker its own amount.
local function transfers(...)
  local amounts = { ... }
  return function()
    prepare = section("prepare", function(i) return amounts[i] end)
    move = section("move", function(n, amount)
      if n[0] < amount then error("not enough money") end
      n[0] = n[0] - amount
      n[1] = n[1] + amount
    end)
  end
end

local two = run { "two workers, two rounds", args = { "2", "2", "1000" }, provide = transfers(10, 200) }

two:output { "what is left, and what was moved", is = "580 left, 420 moved\n", hint = "Every worker moves what prepare said, once a round." }
two:mutual_exclusion { "never two in move", sections = { "move" }, points = 3, hint = "P before it, V after it, on one semaphore for all." }
two:no_race { hint = "Which accesses to n are outside of P and V?" }
two:no_deadlock { hint = "With which value does the semaphore begin? Is there a V for every P?" }
two:must_reach {
  "two prepare at the same time",
  inside = { prepare = 2 },
  hint = "What needs no protection belongs before P.",
}
two:no_busy_wait { points = 0, hint = "down waits, and costs nothing while it waits." }

local refused = run { "too little money", args = { "2", "2", "100" }, provide = transfers(40, 40) }

refused:no_deadlock { "a refused transfer does not keep the semaphore", hint = "What is not done when move raises an error?" }
refused:output { "two transfers are made, two are refused", is = "20 left, 80 moved\n", hint = "A refused transfer is no reason to end." }
refused:no_leaks { hint = "temporary = true, or :remove() at the end, for all objects." }

-- Lab 13: Philosophers at a round table, a fork between each two:
--   ipclua start.lua PHILOSOPHERS MEALS
local N, MEALS = tonumber(arg[1] or 3), tonumber(arg[2] or 2)

-- When it is graded, the lab brings its own.
eat = eat or function(i) print("philosopher " .. i .. " eats") end

-- TODO 1: a set of N semaphores, the forks. Those of philosopher i are i - 1 and i % N.

-- TODO 2: a process for each philosopher.
for i = 1, N do
  for _ = 1, MEALS do
    -- TODO 3: take both forks. What if everybody takes the one on his left first?
    eat(i)
    -- TODO 4: put them back.
  end
end

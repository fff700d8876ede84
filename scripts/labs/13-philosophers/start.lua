-- Lab 13: Philosophers at a round table, a fork between each two:
--   ipclua start.lua PHILOSOPHERS MEALS
local N, MEALS = tonumber(arg[1] or 3), tonumber(arg[2] or 2)

eat = eat or function(i) print("philosopher " .. i .. " eats") end    -- when it is graded, the lab brings its own

local values = {}
for i = 1, N do values[i] = 1 end
local forks = ipc.semaphore{ values = values, temporary = true }      -- fork 0 … N-1

ipc.parallel(N, function(i)
  local left, right = i - 1, i % N
  for _ = 1, MEALS do
    -- TODO: one fork, and then the other: when everybody has the one on his
    -- left, nobody ever gets the one on his right.
    forks:down(left)
    forks:down(right)
    eat(i)
    forks:up(left)
    forks:up(right)
  end
end)

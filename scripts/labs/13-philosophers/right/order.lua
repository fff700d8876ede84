-- Everybody takes the fork with the lower number first. In a circle of people who wait
-- each would wait for a higher fork than he holds; that cannot go round.
local N, MEALS = tonumber(arg[1] or 3), tonumber(arg[2] or 2)

eat = eat or function(i) print("philosopher " .. i .. " eats") end

local values = {}
for i = 1, N do values[i] = 1 end
local forks = ipc.semaphore{ values = values, temporary = true }      -- fork 0 … N-1

ipc.parallel(N, function(i)
  local low, high = math.min(i - 1, i % N), math.max(i - 1, i % N)
  for _ = 1, MEALS do
    forks:down(low)
    forks:down(high)
    eat(i)
    forks:up(high)
    forks:up(low)
  end
end)

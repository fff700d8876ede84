-- At most N - 1 sit down at a time, so of the forks on the table at least one always
-- finds somebody who has the other.
local N, MEALS = tonumber(arg[1] or 3), tonumber(arg[2] or 2)

eat = eat or function(i) print("philosopher " .. i .. " eats") end

local values = {}
for i = 1, N do values[i] = 1 end
local forks = ipc.semaphore{ values = values, temporary = true }      -- fork 0 … N-1
local chairs = ipc.semaphore{ value = N - 1, temporary = true }

ipc.parallel(N, function(i)
  local left, right = i - 1, i % N
  for _ = 1, MEALS do
    chairs:down()
    forks:down(left)
    forks:down(right)
    eat(i)
    forks:up(left)
    forks:up(right)
    chairs:up()
  end
end)

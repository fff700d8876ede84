-- wrong: puts the fork back when the other is not free, and tries again at once; caught by: no_busy_wait
local N, MEALS = tonumber(arg[1] or 3), tonumber(arg[2] or 2)

eat = eat or function(i) print("philosopher " .. i .. " eats") end

local values = {}
for i = 1, N do values[i] = 1 end
local forks = ipc.semaphore{ values = values, temporary = true }      -- fork 0 … N-1

ipc.parallel(N, function(i)
  local left, right = i - 1, i % N
  for _ = 1, MEALS do
    repeat
      forks:down(left)
      local both = forks:try(right)
      if not both then forks:up(left) end
    until both
    eat(i)
    forks:op{ { left, 1 }, { right, 1 } }
  end
end)

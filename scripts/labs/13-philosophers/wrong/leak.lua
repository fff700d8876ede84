-- wrong: the forks are never removed; caught by: no_leaks
local N, MEALS = tonumber(arg[1] or 3), tonumber(arg[2] or 2)

eat = eat or function(i) print("philosopher " .. i .. " eats") end

local values = {}
for i = 1, N do values[i] = 1 end
local forks = ipc.semaphore{ values = values }      -- fork 0 … N-1

ipc.parallel(N, function(i)
  local left, right = i - 1, i % N
  for _ = 1, MEALS do
    forks:op{ { left, -1 }, { right, -1 } }
    eat(i)
    forks:op{ { left, 1 }, { right, 1 } }
  end
end)

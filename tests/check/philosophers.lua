-- wrong: everybody takes the fork on the left, then waits for the one on the right (deadlock)
-- ipclua philosophers.lua [PHILOSOPHERS]
local N = tonumber(arg[1]) or 3

local values = {}
for i = 1, N do values[i] = 1 end
local forks = ipc.semaphore{ values = values, temporary = true }

ipc.parallel(N, function(i)
  local left, right = i - 1, i % N
  forks:down(left)
  forks:down(right)
  forks:up(right)
  forks:up(left)
end)

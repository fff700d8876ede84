-- right: everybody takes the fork with the lower number first, so there is no circle
local N = tonumber(arg[1]) or 3

local values = {}
for i = 1, N do values[i] = 1 end
local forks = ipc.semaphore{ values = values, temporary = true }

ipc.parallel(N, function(i)
  local left, right = i - 1, i % N
  local first, second = math.min(left, right), math.max(left, right)
  forks:down(first)
  forks:down(second)
  forks:up(second)
  forks:up(first)
end)

-- right: everybody takes both forks in one atomic operation, so nobody holds one and waits for another
local N = tonumber(arg[1]) or 3

local values = {}
for i = 1, N do values[i] = 1 end
local forks = ipc.semaphore{ values = values, temporary = true }

ipc.parallel(N, function(i)
  local left, right = i - 1, i % N
  forks:op{ { left, -1 }, { right, -1 } }
  forks:op{ { left, 1 }, { right, 1 } }
end)

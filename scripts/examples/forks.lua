-- Five philosophers, a set of five forks. Each takes both of his forks in one
-- atomic operation: all of it or none of it, so nobody holds one fork while
-- waiting for the other, and there is no deadlock.
local N, MEALS = 5, 20

local forks = ipc.semaphore{ values = { 1, 1, 1, 1, 1 }, temporary = true }

local meals = ipc.parallel(N, function(i)
  local left, right = i - 1, i % N
  for _ = 1, MEALS do
    forks:op{ { left, -1 }, { right, -1 } }      -- think until both are free
    forks:op{ { left, 1 }, { right, 1 } }        -- eat, put both back
  end
  return MEALS
end)

for i, eaten in ipairs(meals) do
  print(string.format("philosopher %d ate %d times", i, eaten))
end
print("forks on the table: " .. table.concat(forks:getall(), " "))

-- Each tells every other one that he has come, and waits to be told by all of them: a
-- semaphore for each pair and direction. Nobody can take what was meant for another.
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)
  print("round " .. round .. ", process " .. i)
end

local come = ipc.semaphore{ count = N * N, temporary = true }     -- from whom to whom

local function barrier(i)
  for other = 1, N do
    if other ~= i then come:up((i - 1) * N + other - 1) end
  end
  for other = 1, N do
    if other ~= i then come:down((other - 1) * N + i - 1) end
  end
end

ipc.parallel(N, function(i)
  for round = 1, ROUNDS do
    work(i, round)
    barrier(i)
  end
end)

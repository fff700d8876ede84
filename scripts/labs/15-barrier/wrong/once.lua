-- wrong: works once: nobody puts the semaphore up again; caught by: no_deadlock
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)
  print("round " .. round .. ", process " .. i)
end

local waiting = ipc.semaphore{ value = N, temporary = true }    -- who has not come yet

local function barrier(i)
  waiting:down()
  waiting:zero()
end

ipc.parallel(N, function(i)
  for round = 1, ROUNDS do
    work(i, round)
    barrier(i)
  end
end)

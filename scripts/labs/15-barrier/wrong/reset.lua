-- wrong: process 1 resets the semaphore as soon as it has passed; who is slow never sees zero; caught by: no_deadlock
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)
  print("round " .. round .. ", process " .. i)
end

local waiting = ipc.semaphore{ value = N, temporary = true }    -- who has not come yet

local function barrier(i)
  waiting:down()
  waiting:zero()
  if i == 1 then waiting:up(0, { by = N }) end
end

ipc.parallel(N, function(i)
  for round = 1, ROUNDS do
    work(i, round)
    barrier(i)
  end
end)

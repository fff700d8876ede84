-- wrong: puts the other barrier up before all have come to this one; caught by: no_deadlock
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)
  print("round " .. round .. ", process " .. i)
end

local waiting = ipc.semaphore{ values = { N, 0 }, temporary = true }    -- who has not come yet
local this = 0

local function barrier(i)
  waiting:down(this)
  if i == 1 then waiting:up(1 - this, { by = N }) end
  waiting:zero(this)
  this = 1 - this
end

ipc.parallel(N, function(i)
  for round = 1, ROUNDS do
    work(i, round)
    barrier(i)
  end
end)

-- wrong: the initial value is one too low: the last is not waited for; caught by: no_deadlock
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)
  print("round " .. round .. ", process " .. i)
end

local waiting = ipc.semaphore{ values = { N - 1, 0 }, temporary = true }    -- who has not come yet
local this = 0

local function barrier(i)
  waiting:down(this)
  waiting:zero(this)
  if i == 1 then waiting:up(1 - this, { by = N }) end
  this = 1 - this
end

ipc.parallel(N, function(i)
  for round = 1, ROUNDS do
    work(i, round)
    barrier(i)
  end
end)

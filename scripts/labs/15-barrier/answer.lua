-- Two barriers, used by turns. When all have arrived at one of them, all have
-- left the other one, for good; so then, and only then, it can be put up again.
-- One process does that. The others cannot be too early: down waits while it is 0.
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)
  print("round " .. round .. ", process " .. i)
end

local waiting = ipc.semaphore{ values = { N, 0 }, temporary = true }    -- who has not come yet
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

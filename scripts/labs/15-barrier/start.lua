-- Lab 15: All work in rounds:  ipclua start.lua PROCESSES ROUNDS
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)        -- when it is graded, the lab brings its own
  print("round " .. round .. ", process " .. i)
end

local arrived = ipc.semaphore{ value = N, temporary = true }    -- how many have not come yet

-- TODO: this waits until all have come, but only once: in the second round the
-- semaphore is still 0, and nobody can take it down any further.
local function barrier()
  arrived:down(0, { nowait = true })
  arrived:zero()
end

ipc.parallel(N, function(i)
  for round = 1, ROUNDS do
    work(i, round)
    barrier(i)
  end
end)

-- Lab 15: All work in rounds:  ipclua start.lua PROCESSES ROUNDS
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)        -- when it is graded, the lab brings its own
  print("round " .. round .. ", process " .. i)
end

-- TODO: all who come here wait until all N have come. It must work in every round,
-- also when somebody fast is back before somebody slow has gone on.
local function barrier(i)
end

ipc.parallel(N, function(i)
  for round = 1, ROUNDS do
    work(i, round)
    barrier(i)
  end
end)

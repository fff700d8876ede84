-- wrong: sleeps until the others will have come; caught by: output
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)
  print("round " .. round .. ", process " .. i)
end

local function barrier(i)
  ipc.sleep(0.05)
end

ipc.parallel(N, function(i)
  for round = 1, ROUNDS do
    work(i, round)
    barrier(i)
  end
end)

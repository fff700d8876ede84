-- wrong: new processes in each round, and no barrier; caught by: ends
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)
  print("round " .. round .. ", process " .. i)
end

for round = 1, ROUNDS do
  ipc.parallel(N, function(i) work(i, round) end)
end

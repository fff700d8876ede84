-- wrong: one process does the work of all; caught by: ends
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)
  print("round " .. round .. ", process " .. i)
end

for round = 1, ROUNDS do
  for i = 1, N do work(i, round) end
end

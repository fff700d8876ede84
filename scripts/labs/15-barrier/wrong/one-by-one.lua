-- wrong: the processes work one after another, by turns; caught by: must_reach
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)
  print("round " .. round .. ", process " .. i)
end

local values = { 1 }
for i = 2, N do values[i] = 0 end
local turn = ipc.semaphore{ values = values, temporary = true }

ipc.parallel(N, function(i)
  for round = 1, ROUNDS do
    turn:down(i - 1)
    work(i, round)
    turn:up(i % N)
  end
end)

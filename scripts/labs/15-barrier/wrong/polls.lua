-- wrong: looks again and again whether all have come; caught by: no_busy_wait
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)
  print("round " .. round .. ", process " .. i)
end

local come = ipc.segment{ size = 4, temporary = true }:int32()
local round = 0

local function barrier(i)
  round = round + 1
  come:fetch_add(0, 1)
  while come:fetch_add(0, 0) < round * N do end
end

ipc.parallel(N, function(i)
  for round = 1, ROUNDS do
    work(i, round)
    barrier(i)
  end
end)

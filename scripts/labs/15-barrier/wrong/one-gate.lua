-- wrong: one gate for all rounds: somebody fast takes what was meant for somebody slow; caught by: output
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)
  print("round " .. round .. ", process " .. i)
end

local here = ipc.segment{ size = 4, temporary = true }:int32()
local sem = ipc.semaphore{ names = { "mutex", "gate" }, values = { 1, 0 }, temporary = true }

local function barrier()
  sem:down("mutex")
  here[0] = here[0] + 1
  if here[0] == N then
    here[0] = 0
    sem:up("mutex")
    if N > 1 then sem:up("gate", { by = N - 1 }) end
  else
    sem:up("mutex")
    sem:down("gate")
  end
end

ipc.parallel(N, function(i)
  for round = 1, ROUNDS do
    work(i, round)
    barrier(i)
  end
end)

-- wrong: those who come are counted without a mutex; caught by: no_race
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)
  print("round " .. round .. ", process " .. i)
end

local here = ipc.segment{ size = 4, temporary = true }:int32()
local sem = ipc.semaphore{ names = { "mutex", "odd", "even" }, values = { 1, 0, 0 }, temporary = true }
local gate, other = "odd", "even"

local function barrier()
  here[0] = here[0] + 1
  if here[0] == N then
    here[0] = 0
    if N > 1 then sem:up(gate, { by = N - 1 }) end
  else
    sem:down(gate)
  end
  gate, other = other, gate
end

ipc.parallel(N, function(i)
  for round = 1, ROUNDS do
    work(i, round)
    barrier(i)
  end
end)

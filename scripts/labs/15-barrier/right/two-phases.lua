-- Two barriers one after the other. Process 1 puts the second one up while all are
-- before it, and the first one again when all are at the second.
local N, ROUNDS = tonumber(arg[1] or 3), tonumber(arg[2] or 3)

work = work or function(i, round)
  print("round " .. round .. ", process " .. i)
end

local sem = ipc.semaphore{ names = { "come", "go" }, values = { N, 0 }, temporary = true }

local function barrier(i)
  sem:down("come")
  sem:zero("come")
  if i == 1 then sem:up("go", { by = N }) end
  sem:down("go")
  sem:zero("go")
  if i == 1 then sem:up("come", { by = N }) end
end

ipc.parallel(N, function(i)
  for round = 1, ROUNDS do
    work(i, round)
    barrier(i)
  end
end)

-- wrong: prints the sum that the fallback of gain would give; caught by: output
local workers, rounds = tonumber(arg[1] or 2), tonumber(arg[2] or 2)

local seg = ipc.segment{ size = 64, temporary = true }
local n = seg:int32()

ipc.parallel(workers, function(i)
  for _ = 1, rounds do
    local g = gain(i)
    n:fetch_add(0, g)
  end
end)

print("sum: " .. rounds * workers * (workers + 1) / 2)

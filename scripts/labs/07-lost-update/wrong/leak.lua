-- wrong: the segment is neither temporary nor removed; caught by: no_leaks
local workers, rounds = tonumber(arg[1] or 2), tonumber(arg[2] or 2)

local seg = ipc.segment{ size = 64 }
local n = seg:int32()

ipc.parallel(workers, function(i)
  for _ = 1, rounds do
    local g = gain(i)
    n:fetch_add(0, g)
  end
end)

print("sum: " .. n[0])

-- wrong: the exchange is one step, but what it stores was read before; caught by: output
local workers, rounds = tonumber(arg[1] or 2), tonumber(arg[2] or 2)

local seg = ipc.segment{ size = 64, temporary = true }
local n = seg:int32()

ipc.parallel(workers, function(i)
  for _ = 1, rounds do
    local g = gain(i)
    n:exchange(0, n[0] + g)
  end
end)

print("sum: " .. n[0])

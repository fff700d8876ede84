-- wrong: one process does all the work; caught by: must_reach
local workers, rounds = tonumber(arg[1] or 2), tonumber(arg[2] or 2)

local seg = ipc.segment{ size = 64, temporary = true }
local n = seg:int32()

ipc.parallel(1, function()
  for i = 1, workers do
    for _ = 1, rounds do
      n[0] = n[0] + gain(i)
    end
  end
end)

print("sum: " .. n[0])

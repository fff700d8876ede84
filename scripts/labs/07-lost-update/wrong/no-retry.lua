-- wrong: who finds that another was faster gives up; caught by: output
local workers, rounds = tonumber(arg[1] or 2), tonumber(arg[2] or 2)

local seg = ipc.segment{ size = 64, temporary = true }
local n = seg:int32()

ipc.parallel(workers, function(i)
  for _ = 1, rounds do
    local g = gain(i)
    local old = n[0]
    n:compare_exchange(0, old, old + g)
  end
end)

print("sum: " .. n[0])

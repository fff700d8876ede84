-- wrong: the flag that is to protect the sum is itself read and then written; caught by: no_race
local workers, rounds = tonumber(arg[1] or 2), tonumber(arg[2] or 2)

local seg = ipc.segment{ size = 64, temporary = true }
local n = seg:int32()

ipc.parallel(workers, function(i)
  for _ = 1, rounds do
    local g = gain(i)
    while n[1] == 1 do ipc.sleep(0.001) end
    n[1] = 1
    n[0] = n[0] + g
    n[1] = 0
  end
end)

print("sum: " .. n[0])

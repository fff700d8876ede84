-- wrong: every worker sleeps for a time of its own, so as not to meet the others; caught by: no_race
local workers, rounds = tonumber(arg[1] or 2), tonumber(arg[2] or 2)

local seg = ipc.segment{ size = 64, temporary = true }
local n = seg:int32()

ipc.parallel(workers, function(i)
  for _ = 1, rounds do
    local g = gain(i)
    ipc.sleep(0.01 * i)
    n[0] = n[0] + g
  end
end)

print("sum: " .. n[0])

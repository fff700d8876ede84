-- wrong: waits for its turn by asking again and again; caught by: no_busy_wait
local workers, rounds = tonumber(arg[1] or 2), tonumber(arg[2] or 2)

local seg = ipc.segment{ size = 64, temporary = true }
local n = seg:int32()

ipc.parallel(workers, function(i)
  for _ = 1, rounds do
    local g = gain(i)
    while not n:compare_exchange(1, 0, 1) do end
    n[0] = n[0] + g
    n:exchange(1, 0)
  end
end)

print("sum: " .. n[0])

-- Writes only if nobody has written since it read, else reads again.
local workers, rounds = tonumber(arg[1]), tonumber(arg[2])
local seg = ipc.segment{ size = 8, temporary = true }
local n = seg:int64()

ipc.parallel(workers, function(i)
  for _ = 1, rounds do
    local g, old, ok = gain(i), 0, false
    repeat
      ok, old = n:compare_exchange(0, old, old + g)
    until ok
  end
end)
print("sum: " .. n[0])

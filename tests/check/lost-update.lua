-- wrong: two processes read the same old value, and one addition is lost (race, error)
local seg = ipc.segment{ size = 64, temporary = true }
local n = seg:int32()

ipc.parallel(2, function()
  n[0] = n[0] + 1
end)
assert(n[0] == 2, "an update was lost")

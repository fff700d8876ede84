-- A process that computes for ever.
local seg = ipc.segment{ size = 64, temporary = true }
local v = seg:int32()
local child = ipc.spawn(function()
  while v[0] == 0 do end
  while true do v[0] = v[0] end
end)
v[0] = 1
local n = v[0]
while n == 1 do n = n + 0 end

-- right, though it wastes a processor: the flag is polled and set atomically
local seg = ipc.segment{ size = 64, temporary = true }
local flag, data = 0, 1                  -- cells
local v = seg:int32()

local child = ipc.spawn(function()
  v[data] = 42
  v:exchange(flag, 1)
end)

while v:fetch_add(flag, 0) == 0 do end
assert(v[data] == 42)
child:join()

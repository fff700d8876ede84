-- The object layer, which does the same calls: `created` tells who made it.
local key, message = ipc.ftok(arg[1], arg[2])
if key then
  local seg = ipc.segment{ key = key, size = 64 }
  print(("%s 0x%08x"):format(seg.created and "created" or "found", key))
else
  print("no key: " .. message)
end

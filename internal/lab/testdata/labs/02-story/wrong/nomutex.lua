-- wrong: no P and V; caught by: final
local command = ...
if command == "create" then
  ipc.segment{ key = 0x77, size = 64 }
  ipc.semaphore{ key = 0x77, value = 1 }
  print(io.read())
elseif command == "add" then
  local n = ipc.segment{ key = 0x77 }:int32()
  local s = ipc.semaphore{ key = 0x77 }

  n[0] = n[0] + 1

elseif command == "remove" then
  local seg = ipc.segment{ key = 0x77 }
  print(seg:int32()[0])
  seg:remove()
  ipc.semaphore{ key = 0x77 }:remove()
else
  error("what?")
end

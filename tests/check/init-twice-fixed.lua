-- right: only who creates the set gives it a value, and nobody goes on before that
local KEY = 0x6009

local seg = ipc.segment{ size = 64, temporary = true }
local n = seg:int32()

ipc.parallel(2, function()
  local mutex = ipc.semaphore{ key = KEY, value = 1 }
  mutex:down()
  n[0] = n[0] + 1
  mutex:up()
end)

ipc.semaphore{ key = KEY }:remove()
assert(n[0] == 2, "an update was lost")

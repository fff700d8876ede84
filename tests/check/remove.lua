-- wrong: the set is removed while the other process may still use it (error: EIDRM or EINVAL)
local seg = ipc.segment{ size = 64, temporary = true }
local mutex = ipc.semaphore{ value = 1, temporary = true }
local n = seg:int32()

local child = ipc.spawn(function()
  mutex:down()
  n[0] = n[0] + 1
  mutex:up()
end)

mutex:down()
n[0] = n[0] + 1
mutex:up()
mutex:remove()
child:join()

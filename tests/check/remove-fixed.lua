-- right: the set is removed when nobody uses it any more
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
child:join()
mutex:remove()

-- right: the semaphore has its value before there is a child
local seg = ipc.segment{ size = 64, temporary = true }
local done = ipc.semaphore{ count = 1, temporary = true }
local result = seg:int32()

done:setval(0, 0)

local child = ipc.spawn(function()
  result[0] = 42
  done:up()
end)

done:down()
assert(result[0] == 42)
child:join()

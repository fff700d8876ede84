-- wrong: the child may signal before SETVAL, which then wipes the signal out (deadlock)
local seg = ipc.segment{ size = 64, temporary = true }
local done = ipc.semaphore{ count = 1, temporary = true }
local result = seg:int32()

local child = ipc.spawn(function()
  result[0] = 42
  done:up()
end)

done:setval(0, 0)
done:down()
assert(result[0] == 42)
child:join()

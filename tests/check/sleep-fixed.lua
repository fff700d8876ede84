-- right: a semaphore says when the result is there
local seg = ipc.segment{ size = 64, temporary = true }
local done = ipc.semaphore{ value = 0, temporary = true }
local result = seg:int32()

local child = ipc.spawn(function()
  result[0] = 42
  done:up()
end)

done:down()
assert(result[0] == 42, "the result is not there yet")
child:join()

-- right: P on the way in, V on the way out
local seg = ipc.segment{ size = 64, temporary = true }
local mutex = ipc.semaphore{ value = 1, temporary = true }
local n = seg:int32()

ipc.parallel(2, function()
  mutex:down()
  n[0] = n[0] + 1
  mutex:up()
end)
assert(n[0] == 2, "an update was lost")

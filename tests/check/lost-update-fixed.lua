-- right: reading and writing back are one step for everybody else
local seg = ipc.segment{ size = 64, temporary = true }
local lock = ipc.semaphore{ value = 1, temporary = true }
local n = seg:int32()

ipc.parallel(2, function()
  lock:down()
  n[0] = n[0] + 1
  lock:up()
end)
assert(n[0] == 2, "an update was lost")

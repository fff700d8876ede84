-- wrong: V where P belongs, and P where V belongs: everybody may enter (race, error)
local seg = ipc.segment{ size = 64, temporary = true }
local mutex = ipc.semaphore{ value = 1, temporary = true }
local n = seg:int32()

ipc.parallel(2, function()
  mutex:up()
  n[0] = n[0] + 1
  mutex:down()
end)
assert(n[0] == 2, "an update was lost")

-- wrong: a pause, however long, does not make the other process ready (race, error)
local seg = ipc.segment{ size = 64, temporary = true }
local result = seg:int32()

local child = ipc.spawn(function()
  result[0] = 42
end)

ipc.sleep(0.1)
assert(result[0] == 42, "the result is not there yet")
child:join()

-- right: the signal is always given; a semaphore remembers it for who comes later
local seg = ipc.segment{ size = 64, temporary = true }
local wake = ipc.semaphore{ value = 0, temporary = true }
local ready = 0                          -- the cell
local v = seg:int32()

local consumer = ipc.spawn(function()
  wake:down()
  assert(v[ready] == 1)
end)

v[ready] = 1
wake:up()
consumer:join()

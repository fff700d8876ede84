-- wrong: nobody is signalled who is only about to wait (deadlock)
local seg = ipc.segment{ size = 64, temporary = true }
local wake = ipc.semaphore{ value = 0, temporary = true }
local ready, waiting = 0, 1              -- cells, only touched atomically
local v = seg:int32()

local consumer = ipc.spawn(function()
  if v:fetch_add(ready, 0) == 0 then
    v:exchange(waiting, 1)
    wake:down()
  end
end)

v:exchange(ready, 1)
if v:fetch_add(waiting, 0) == 1 then wake:up() end
consumer:join()

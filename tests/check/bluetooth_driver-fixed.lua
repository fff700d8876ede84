-- right: a request counts itself before it looks at stoppingFlag, and the stop waits until nobody is counted
local seg = ipc.segment{ size = 64, temporary = true }
local stoppingEvent = ipc.semaphore{ value = 0, temporary = true }
local pendingIo, stoppingFlag, stopped = 0, 1, 2                     -- cells
local v = seg:int32()

local function decrement()
  if v:fetch_add(pendingIo, -1) == 1 then stoppingEvent:up() end
end

v[pendingIo] = 1

local stop = ipc.spawn(function()
  v:exchange(stoppingFlag, 1)
  decrement()
  stoppingEvent:down()
  v[stopped] = 1                         -- the driver's resources are gone
end)

v:fetch_add(pendingIo, 1)
if v:fetch_add(stoppingFlag, 0) == 0 then
  assert(v[stopped] == 0, "work on a stopped driver")
end
decrement()
stop:join()

-- wrong: a request may look at stoppingFlag, be overtaken by the stop, and work on a stopped driver (race, error)
-- SCTBench CS/bluetooth_driver: one request, in the first process, and one stop.
local seg = ipc.segment{ size = 64, temporary = true }
local pendingIo, stoppingFlag, stoppingEvent, stopped = 0, 1, 2, 3   -- cells
local v = seg:int32()

local function decrement()
  if v:fetch_add(pendingIo, -1) == 1 then v[stoppingEvent] = 1 end
end

v[pendingIo] = 1

local stop = ipc.spawn(function()
  v[stoppingFlag] = 1
  decrement()
  if v[stoppingEvent] == 1 then
    v[stopped] = 1                       -- the driver's resources are gone
  end
end)

if v[stoppingFlag] == 0 then
  v:fetch_add(pendingIo, 1)
  assert(v[stopped] == 0, "work on a stopped driver")
end
decrement()
stop:join()

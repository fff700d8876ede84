-- right: the mutex is taken last, by who has nothing left to wait for
local PLACES, ITEMS = 1, 2

local seg = ipc.segment{ size = 64, temporary = true }
local sem = ipc.semaphore{ names = { "mutex", "empty", "full" }, values = { 1, PLACES, 0 }, temporary = true }
local place = seg:int32(0, PLACES)

local producer = ipc.spawn(function()
  for item = 1, ITEMS do
    sem:down("empty")
    sem:down("mutex")
    place[item % PLACES] = item
    sem:up("mutex")
    sem:up("full")
  end
end)

local consumer = ipc.spawn(function()
  for item = 1, ITEMS do
    sem:down("full")
    sem:down("mutex")
    assert(place[item % PLACES] == item)
    sem:up("mutex")
    sem:up("empty")
  end
end)

producer:join()
consumer:join()

-- right: a mutex guards the count of readers
local READERS = 2

local seg = ipc.segment{ size = 64, temporary = true }
local sem = ipc.semaphore{ names = { "mutex", "room" }, values = { 1, 1 }, temporary = true }
local readers, left, right = 0, 1, 2     -- cells; left and right are always the same
local v = seg:int32()

local writer = ipc.spawn(function()
  sem:down("room")
  v[left] = 7
  v[right] = 7
  sem:up("room")
end)

ipc.parallel(READERS, function()
  sem:down("mutex")
  v[readers] = v[readers] + 1
  if v[readers] == 1 then sem:down("room") end
  sem:up("mutex")

  assert(v[left] == v[right], "read while it was written")

  sem:down("mutex")
  v[readers] = v[readers] - 1
  if v[readers] == 0 then sem:up("room") end
  sem:up("mutex")
end)
writer:join()

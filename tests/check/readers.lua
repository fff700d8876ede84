-- wrong: the readers count themselves without a lock, so the writer may be let in with one inside (race, deadlock, error)
local READERS = 2

local seg = ipc.segment{ size = 64, temporary = true }
local room = ipc.semaphore{ value = 1, temporary = true }
local readers, left, right = 0, 1, 2     -- cells; left and right are always the same
local v = seg:int32()

local writer = ipc.spawn(function()
  room:down()
  v[left] = 7
  v[right] = 7
  room:up()
end)

ipc.parallel(READERS, function()
  v[readers] = v[readers] + 1
  if v[readers] == 1 then room:down() end
  assert(v[left] == v[right], "read while it was written")
  v[readers] = v[readers] - 1
  if v[readers] == 0 then room:up() end
end)
writer:join()

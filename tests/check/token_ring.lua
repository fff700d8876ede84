-- wrong: nothing makes the values go round in the order of the ring (error)
-- SCTBench CS/token_ring: three stations and a check, each one under the lock.
local seg = ipc.segment{ size = 64, temporary = true }
local lock = ipc.semaphore{ value = 1, temporary = true }
local x1, x2, x3, flag1, flag2, flag3 = 0, 1, 2, 3, 4, 5             -- cells
local v = seg:int32()

v[x1], v[x2], v[x3] = 1, 2, 1

local processes = {
  ipc.spawn(function()
    lock:down()
    v[x1] = (v[x3] + 1) % 4
    v[flag1] = 1
    lock:up()
  end),
  ipc.spawn(function()
    lock:down()
    v[x2] = v[x1]
    v[flag2] = 1
    lock:up()
  end),
  ipc.spawn(function()
    lock:down()
    v[x3] = v[x2]
    v[flag3] = 1
    lock:up()
  end),
  ipc.spawn(function()
    lock:down()
    if v[flag1] == 1 and v[flag2] == 1 and v[flag3] == 1 then
      assert(v[x1] == v[x2] and v[x2] == v[x3], "the stations differ")
    end
    lock:up()
  end),
}
for _, p in ipairs(processes) do p:join() end

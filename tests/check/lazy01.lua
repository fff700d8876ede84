-- wrong: the third process relies on coming before at least one of the others (error)
-- SCTBench CS/lazy01: every access is under the lock, only the order is left to chance.
local seg = ipc.segment{ size = 64, temporary = true }
local lock = ipc.semaphore{ value = 1, temporary = true }
local data = seg:int32()

local function add(n)
  lock:down()
  data[0] = data[0] + n
  lock:up()
end

local processes = {
  ipc.spawn(add, 1),
  ipc.spawn(add, 2),
  ipc.spawn(function()
    lock:down()
    assert(data[0] < 3, "both came first")
    lock:up()
  end),
}
for _, p in ipairs(processes) do p:join() end

-- right: everybody changes the data under the same lock
local OTHERS = tonumber(arg[1]) or 7

local seg = ipc.segment{ size = 64, temporary = true }
local lock = ipc.semaphore{ value = 1, temporary = true }
local data = seg:int32()

local processes = {
  ipc.spawn(function()
    lock:down()
    local x = data[0]
    data[0] = data[0] + 1
    assert(data[0] == x + 1, "somebody else changed the data")
    lock:up()
  end),
}
for i = 1, OTHERS do
  processes[i + 1] = ipc.spawn(function()
    lock:down()
    data[0] = data[0] + 1
    lock:up()
  end)
end
for _, p in ipairs(processes) do p:join() end
assert(data[0] == 1 + OTHERS)

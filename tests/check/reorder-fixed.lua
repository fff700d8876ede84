-- right: the setters write both cells, and the checkers read both, under one lock
local PROCESSES, CHECKERS = tonumber(arg[1]) or 3, tonumber(arg[2]) or 1

local seg = ipc.segment{ size = 64, temporary = true }
local lock = ipc.semaphore{ value = 1, temporary = true }
local a, b = 0, 1                        -- cells
local v = seg:int32()

local processes = {}
for i = 1, PROCESSES - CHECKERS do
  processes[i] = ipc.spawn(function()
    lock:down()
    v[a] = 1
    v[b] = -1
    lock:up()
  end)
end
for _ = 1, CHECKERS do
  processes[#processes + 1] = ipc.spawn(function()
    lock:down()
    assert((v[a] == 0 and v[b] == 0) or (v[a] == 1 and v[b] == -1), "only one of a and b is set")
    lock:up()
  end)
end
for _, p in ipairs(processes) do p:join() end

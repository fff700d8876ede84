-- right: a stage holds the first lock until both data are new, and the reader until it has both
local PROCESSES = tonumber(arg[1]) or 2

local seg = ipc.segment{ size = 64, temporary = true }
local sem = ipc.semaphore{ names = { "lock1", "lock2" }, values = { 1, 1 }, temporary = true }
local data1, data2 = 0, 1                -- cells
local v = seg:int32()

local processes = {}
for i = 1, PROCESSES - 1 do
  processes[i] = ipc.spawn(function()
    sem:down("lock1")
    v[data1] = 1
    sem:down("lock2")
    v[data2] = v[data1] + 1
    sem:up("lock2")
    sem:up("lock1")
  end)
end

processes[PROCESSES] = ipc.spawn(function()
  sem:down("lock1")
  if v[data1] == 0 then
    sem:up("lock1")
    return
  end
  local first = v[data1]
  sem:down("lock2")
  local second = v[data2]
  sem:up("lock2")
  sem:up("lock1")
  assert(second == first + 1, "data2 does not fit data1")
end)

for _, p in ipairs(processes) do p:join() end

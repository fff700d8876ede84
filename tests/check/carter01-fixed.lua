-- right: each class has a lock of its own for its count, so who has l never waits for who wants it
local seg = ipc.segment{ size = 64, temporary = true }
local sem = ipc.semaphore{ names = { "A", "B", "l" }, values = { 1, 1, 1 }, temporary = true }
local cells = { A = 0, B = 1 }           -- how many of each class are at work
local v = seg:int32()

local function work(class)
  local n = cells[class]
  sem:down(class)
  v[n] = v[n] + 1
  if v[n] == 1 then sem:down("l") end
  sem:up(class)
  sem:down(class)
  v[n] = v[n] - 1
  if v[n] == 0 then sem:up("l") end
  sem:up(class)
end

local function nothing() end

local processes = { ipc.spawn(work, "A"), ipc.spawn(work, "B"), ipc.spawn(nothing), ipc.spawn(nothing) }
for _, p in ipairs(processes) do p:join() end

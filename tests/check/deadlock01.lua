-- wrong: two processes take two locks in opposite orders (deadlock)
-- SCTBench CS/deadlock01.
local seg = ipc.segment{ size = 64, temporary = true }
local sem = ipc.semaphore{ names = { "a", "b" }, values = { 1, 1 }, temporary = true }
local counter = seg:int32()

counter[0] = 1

local processes = {
  ipc.spawn(function()
    sem:down("a")
    sem:down("b")
    counter[0] = counter[0] + 1
    sem:up("b")
    sem:up("a")
  end),
  ipc.spawn(function()
    sem:down("b")
    sem:down("a")
    counter[0] = counter[0] - 1
    sem:up("a")
    sem:up("b")
  end),
}
for _, p in ipairs(processes) do p:join() end

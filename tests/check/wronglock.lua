-- wrong: the others change the data under another lock (race, error)
-- SCTBench CS/wronglock: ipclua wronglock.lua [OTHERS]; 7, and 3 in wronglock_3
local OTHERS = tonumber(arg[1]) or 7

local seg = ipc.segment{ size = 64, temporary = true }
local sem = ipc.semaphore{ names = { "data", "other" }, values = { 1, 1 }, temporary = true }
local data = seg:int32()

local processes = {
  ipc.spawn(function()
    sem:down("data")
    local x = data[0]
    data[0] = data[0] + 1
    assert(data[0] == x + 1, "somebody else changed the data")
    sem:up("data")
  end),
}
for i = 1, OTHERS do
  processes[i + 1] = ipc.spawn(function()
    sem:down("other")
    data[0] = data[0] + 1
    sem:up("other")
  end)
end
for _, p in ipairs(processes) do p:join() end

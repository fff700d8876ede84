-- wrong: who is first of his class waits for l while he holds m, which who has l needs to give it back (deadlock)
-- SCTBench CS/carter01: two classes of work that exclude each other; two of the four processes do nothing.
local seg = ipc.segment{ size = 64, temporary = true }
local sem = ipc.semaphore{ names = { "m", "l" }, values = { 1, 1 }, temporary = true }
local A, B = 0, 1                        -- cells: how many of each class are at work
local v = seg:int32()

local function work(class)
  sem:down("m")
  v[class] = v[class] + 1
  if v[class] == 1 then sem:down("l") end
  sem:up("m")
  sem:down("m")
  v[class] = v[class] - 1
  if v[class] == 0 then sem:up("l") end
  sem:up("m")
end

local function nothing() end

local processes = { ipc.spawn(work, A), ipc.spawn(work, B), ipc.spawn(nothing), ipc.spawn(nothing) }
for _, p in ipairs(processes) do p:join() end

-- right: both processes take the locks in the same order
local seg = ipc.segment{ size = 64, temporary = true }
local sem = ipc.semaphore{ names = { "a", "b" }, values = { 1, 1 }, temporary = true }
local counter = seg:int32()

counter[0] = 1

local function add(n)
  sem:down("a")
  sem:down("b")
  counter[0] = counter[0] + n
  sem:up("b")
  sem:up("a")
end

local processes = { ipc.spawn(add, 1), ipc.spawn(add, -1) }
for _, p in ipairs(processes) do p:join() end
assert(counter[0] == 1)

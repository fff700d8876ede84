-- right: the others start once the third process has looked
local seg = ipc.segment{ size = 64, temporary = true }
local sem = ipc.semaphore{ names = { "lock", "looked" }, values = { 1, 0 }, temporary = true }
local data = seg:int32()

local function add(n)
  sem:down("looked")
  sem:down("lock")
  data[0] = data[0] + n
  sem:up("lock")
end

local processes = {
  ipc.spawn(add, 1),
  ipc.spawn(add, 2),
  ipc.spawn(function()
    sem:down("lock")
    assert(data[0] < 3, "both came first")
    sem:up("lock")
    sem:up("looked", { by = 2 })
  end),
}
for _, p in ipairs(processes) do p:join() end
assert(data[0] == 3)

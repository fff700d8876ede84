-- wrong: the flag says that something was pushed once, not that something is there (error)
-- SCTBench CS/stack: ten pushes and ten pops under one lock.
local SIZE = 10

local seg = ipc.segment{ size = 64, temporary = true }
local lock = ipc.semaphore{ value = 1, temporary = true }
local top, flag = 0, 1                   -- cells
local v = seg:int32(0, 2)
local stack = seg:int32(8, SIZE)

local function push(x)
  if v[top] == SIZE then return false end
  stack[v[top]] = x
  v[top] = v[top] + 1
  return true
end

local function pop()
  if v[top] == 0 then return false end
  v[top] = v[top] - 1
  return true, stack[v[top]]
end

local pusher = ipc.spawn(function()
  for i = 0, SIZE - 1 do
    lock:down()
    assert(push(i), "overflow")
    v[flag] = 1
    lock:up()
  end
end)

local popper = ipc.spawn(function()
  for _ = 1, SIZE do
    lock:down()
    if v[flag] == 1 then assert(pop(), "underflow") end
    lock:up()
  end
end)

pusher:join()
popper:join()

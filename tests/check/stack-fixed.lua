-- right: the popper looks at the height of the stack
local SIZE = 10

local seg = ipc.segment{ size = 64, temporary = true }
local lock = ipc.semaphore{ value = 1, temporary = true }
local top = 0                            -- the cell
local v = seg:int32(0, 1)
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
    lock:up()
  end
end)

local popper = ipc.spawn(function()
  for _ = 1, SIZE do
    lock:down()
    if v[top] > 0 then assert(pop(), "underflow") end
    lock:up()
  end
end)

pusher:join()
popper:join()

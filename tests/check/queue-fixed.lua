-- right: writer and reader each count the elements that went through, not their attempts
local SIZE = 20

local seg = ipc.segment{ size = 256, temporary = true }
local lock = ipc.semaphore{ value = 1, temporary = true }
local head, tail, amount, mayEnqueue, mayDequeue = 0, 1, 2, 3, 4     -- cells
local v = seg:int32(0, 5)
local element = seg:int32(20, SIZE)
local stored = seg:int32(20 + 4 * SIZE, SIZE)

local function enqueue(x)
  element[v[tail]] = x
  v[amount] = v[amount] + 1
  v[tail] = (v[tail] + 1) % SIZE
end

local function dequeue()
  local x = element[v[head]]
  v[amount] = v[amount] - 1
  v[head] = (v[head] + 1) % SIZE
  return x
end

v[mayEnqueue] = 1

local writer = ipc.spawn(function()
  local value = 0
  lock:down()
  enqueue(value)
  stored[0] = value
  assert(v[head] ~= v[tail], "empty after an element went in")
  lock:up()
  for _ = 1, SIZE - 1 do
    lock:down()
    if v[mayEnqueue] == 1 then
      value = value + 1
      enqueue(value)
      stored[value] = value
      v[mayEnqueue], v[mayDequeue] = 0, 1
    end
    lock:up()
  end
end)

local reader = ipc.spawn(function()
  local taken = 0
  for _ = 1, SIZE do
    lock:down()
    if v[mayDequeue] == 1 then
      assert(dequeue() == stored[taken], "another element was expected")
      taken = taken + 1
      v[mayDequeue], v[mayEnqueue] = 0, 1
    end
    lock:up()
  end
end)

writer:join()
reader:join()

-- wrong: the reader takes the number of its attempt for the number of the element (error)
-- SCTBench CS/queue: a queue of 20 under one lock; stored remembers what went in.
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
  if v[tail] == SIZE then v[tail] = 1 else v[tail] = v[tail] + 1 end
end

local function dequeue()
  local x = element[v[head]]
  v[amount] = v[amount] - 1
  if v[head] == SIZE then v[head] = 1 else v[head] = v[head] + 1 end
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
  for i = 1, SIZE - 1 do
    lock:down()
    if v[mayEnqueue] == 1 then
      value = value + 1
      enqueue(value)
      stored[i] = value
      v[mayEnqueue], v[mayDequeue] = 0, 1
    end
    lock:up()
  end
end)

local reader = ipc.spawn(function()
  for i = 0, SIZE - 1 do
    lock:down()
    if v[mayDequeue] == 1 then
      assert(dequeue() == stored[i], "another element was expected")
      v[mayDequeue], v[mayEnqueue] = 0, 1
    end
    lock:up()
  end
end)

writer:join()
reader:join()

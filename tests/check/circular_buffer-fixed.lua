-- right: the reader compares the element with what was written last
local PLACES, ATTEMPTS = 10, 7

local seg = ipc.segment{ size = 128, temporary = true }
local lock = ipc.semaphore{ value = 1, temporary = true }
local first, next, send, receive, value = 0, 1, 2, 3, 4    -- cells
local v = seg:int32(0, 5)
local buffer = seg:int32(20, PLACES)

v[send] = 1

local function insert(element)
  if v[next] >= PLACES then return end
  buffer[v[next]] = element
  v[next] = (v[next] + 1) % PLACES
  assert(v[next] < PLACES)
end

local function remove()
  if v[next] == 0 or v[first] >= PLACES then return end
  v[first] = v[first] + 1
  return buffer[v[first] - 1]
end

local writer = ipc.spawn(function()
  for i = 0, ATTEMPTS - 1 do
    lock:down()
    if v[send] == 1 then
      insert(i)
      v[value] = i
      v[send], v[receive] = 0, 1
    end
    lock:up()
  end
end)

local reader = ipc.spawn(function()
  for i = 0, ATTEMPTS - 1 do
    lock:down()
    if v[receive] == 1 then
      assert(remove() == v[value], "another element was expected")
      v[receive], v[send] = 0, 1
    end
    lock:up()
  end
end)

writer:join()
reader:join()

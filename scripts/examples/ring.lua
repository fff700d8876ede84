-- Producer and consumer on a ring buffer in shared memory. One set holds three
-- semaphores: how many places are empty, how many are full, and the mutex that
-- keeps two consumers from taking the same one.
local PLACES, ITEMS, CONSUMERS = 8, 100, 2

local seg = ipc.segment{ size = 4096, temporary = true }
local sem = ipc.semaphore{
  names = { "empty", "full", "mutex" },
  values = { PLACES, 0, 1 },
  temporary = true,
}
local index = seg:int32(0, 2)                 -- index[0]: next to write, index[1]: next to read
local ring = seg:int32(64, PLACES)

local producer = ipc.spawn(function()
  for item = 1, ITEMS do
    sem:down("empty")                         -- a place to put it
    ring[index[0]] = item
    index[0] = (index[0] + 1) % PLACES
    sem:up("full")
  end
  for _ = 1, CONSUMERS do                     -- a zero for each consumer: the end
    sem:down("empty")
    ring[index[0]] = 0
    index[0] = (index[0] + 1) % PLACES
    sem:up("full")
  end
end)

local sums = ipc.parallel(CONSUMERS, function()
  local sum = 0
  while true do
    sem:down("full")
    local item = sem:with("mutex", function()
      local item = ring[index[1]]
      index[1] = (index[1] + 1) % PLACES
      return item
    end)
    sem:up("empty")
    if item == 0 then return sum end
    sum = sum + item
  end
end)
producer:join()

print(string.format("%d consumers took items worth %d", CONSUMERS, sums[1] + sums[2]))
assert(sums[1] + sums[2] == ITEMS * (ITEMS + 1) / 2)

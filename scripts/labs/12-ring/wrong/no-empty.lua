-- wrong: nobody waits for an empty place, and items are overwritten; caught by: output
local PRODUCERS, CONSUMERS = tonumber(arg[1] or 2), tonumber(arg[2] or 2)
local PLACES, ITEMS = tonumber(arg[3] or 2), tonumber(arg[4] or 2)

make = make or function(p, i)
  print("made " .. 100 * p + i)
  return 100 * p + i
end
use = use or function(item) print("used " .. item) end

local seg = ipc.segment{ size = 8 + 4 * PLACES, temporary = true }
local index = seg:int32(0, 2)                -- index[0]: next to write, index[1]: next to read
local ring = seg:int32(8, PLACES)
local sem = ipc.semaphore{
  names = { "empty", "full", "mutex" },
  values = { PLACES, 0, 1 },
  temporary = true,
}

local function put(item)
  sem:down("mutex")
  ring[index[0]] = item
  index[0] = (index[0] + 1) % PLACES
  sem:up("mutex")
  sem:up("full")
end

local function take()
  sem:down("full")
  sem:down("mutex")
  local item = ring[index[1]]
  index[1] = (index[1] + 1) % PLACES
  sem:up("mutex")
  return item
end

local consumers = {}
for c = 1, CONSUMERS do
  consumers[c] = ipc.spawn(function()
    while true do
      local item = take()
      if item == 0 then return end           -- 0: no more will come
      use(item)
    end
  end)
end

ipc.parallel(PRODUCERS, function(p)
  for i = 1, ITEMS do put(make(p, i)) end
end)
for c = 1, CONSUMERS do put(0) end           -- after all items: parallel has waited
for c = 1, CONSUMERS do consumers[c]:join() end

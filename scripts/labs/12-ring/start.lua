-- Lab 12: Producers and consumers share a ring:
--   ipclua start.lua PRODUCERS CONSUMERS PLACES ITEMS
local PRODUCERS, CONSUMERS = tonumber(arg[1] or 2), tonumber(arg[2] or 2)
local PLACES, ITEMS = tonumber(arg[3] or 2), tonumber(arg[4] or 2)    -- ITEMS of each producer

-- When it is graded, the lab brings its own make and use.
make = make or function(p, i)
  print("made " .. 100 * p + i)
  return 100 * p + i
end
use = use or function(item) print("used " .. item) end

local seg = ipc.segment{ size = 8 + 4 * PLACES }    -- TODO 5: nothing may be left in the kernel
local index = seg:int32(0, 2)                -- index[0]: next to write, index[1]: next to read
local ring = seg:int32(8, PLACES)

-- TODO 1: three semaphores. What does each count, and what is it at the start?

-- TODO 2: a place may be written only when it is empty, and read only when it is
-- full; and the indexes are shared by several processes.
local function put(item)
  ring[index[0]] = item
  index[0] = (index[0] + 1) % PLACES
end

local function take()
  local item = ring[index[1]]
  index[1] = (index[1] + 1) % PLACES
  return item
end

ipc.parallel(PRODUCERS, function(p)
  for i = 1, ITEMS do put(make(p, i)) end
end)

-- TODO 3: as long as nobody waits, all must be made before anything is used.
-- Start these first, so that all of them work at the same time.
local consumers = {}
for c = 1, CONSUMERS do
  consumers[c] = ipc.spawn(function()
    for _ = 1, ITEMS do                      -- TODO 4: it should go on until it hears that no
      local item = take()                    -- more will come; an item 0 may say so
      if item ~= 0 then use(item) end
    end
  end)
end
for c = 1, CONSUMERS do consumers[c]:join() end

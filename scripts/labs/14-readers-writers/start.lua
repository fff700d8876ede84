-- Lab 14: A page that many read and some write:
--   ipclua start.lua READERS WRITERS ROUNDS
local READERS, WRITERS, ROUNDS = tonumber(arg[1] or 2), tonumber(arg[2] or 2), tonumber(arg[3] or 1)

-- When it is graded, the lab brings its own read and write.
read = read or function(page)
  assert(page[0] == page[1], "the page is half written")
end
write = write or function(page)
  page[0] = page[0] + 1
  page[1] = page[1] + 1
end

local page = ipc.segment{ size = 8 }:int32()     -- TODO 3: nothing may be left in the kernel

-- TODO 1: semaphores. One mutex would be too much: readers need not wait for
-- each other.

local function reader()
  for _ = 1, ROUNDS do
    read(page)                           -- TODO 2: not while somebody writes
  end
end

local function writer()
  for _ = 1, ROUNDS do
    write(page)                          -- TODO 2: not while anybody is there
  end
end

ipc.parallel(READERS + WRITERS, function(i)
  if i <= READERS then reader() else writer() end
end)
print("changes: " .. page[0])

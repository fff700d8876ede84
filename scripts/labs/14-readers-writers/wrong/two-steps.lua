-- wrong: waits for zero and counts itself in two operations instead of one; caught by: mutual_exclusion
local READERS, WRITERS, ROUNDS = tonumber(arg[1] or 2), tonumber(arg[2] or 2), tonumber(arg[3] or 1)

read = read or function(page)
  assert(page[0] == page[1], "the page is half written")
end
write = write or function(page)
  page[0] = page[0] + 1
  page[1] = page[1] + 1
end

local page = ipc.segment{ size = 8, temporary = true }:int32()
local inside = ipc.semaphore{ names = { "readers", "writers" }, values = { 0, 0 }, temporary = true }

local function reader()
  for _ = 1, ROUNDS do
    inside:op{ { "writers", 0 } }
    inside:op{ { "readers", 1 } }
    read(page)
    inside:op{ { "readers", -1 } }
  end
end

local function writer()
  for _ = 1, ROUNDS do
    inside:op{ { "writers", 0 }, { "readers", 0 }, { "writers", 1 } }
    write(page)
    inside:op{ { "writers", -1 } }
  end
end

ipc.parallel(READERS + WRITERS, function(i)
  if i <= READERS then reader() else writer() end
end)
print("changes: " .. page[0])

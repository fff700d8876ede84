-- wrong: a reader does not give his permit back (V is missing); caught by: no_deadlock
local READERS, WRITERS, ROUNDS = tonumber(arg[1] or 2), tonumber(arg[2] or 2), tonumber(arg[3] or 1)

read = read or function(page)
  assert(page[0] == page[1], "the page is half written")
end
write = write or function(page)
  page[0] = page[0] + 1
  page[1] = page[1] + 1
end

local page = ipc.segment{ size = 8, temporary = true }:int32()
local permits = ipc.semaphore{ value = READERS, temporary = true }

local function reader()
  for _ = 1, ROUNDS do
    permits:down()
    read(page)
  end
end

local function writer()
  for _ = 1, ROUNDS do
    permits:down(0, { by = READERS })
    write(page)
    permits:up(0, { by = READERS })
  end
end

ipc.parallel(READERS + WRITERS, function(i)
  if i <= READERS then reader() else writer() end
end)
print("changes: " .. page[0])

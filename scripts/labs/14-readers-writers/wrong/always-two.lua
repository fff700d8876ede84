-- wrong: counts on two readers, whatever the argument says; caught by: must_reach
local READERS, WRITERS, ROUNDS = tonumber(arg[1] or 2), tonumber(arg[2] or 2), tonumber(arg[3] or 1)

read = read or function(page)
  assert(page[0] == page[1], "the page is half written")
end
write = write or function(page)
  page[0] = page[0] + 1
  page[1] = page[1] + 1
end

local page = ipc.segment{ size = 8, temporary = true }:int32()
local permits = ipc.semaphore{ value = 2, temporary = true }

local function reader()
  for _ = 1, ROUNDS do
    permits:down()
    read(page)
    permits:up()
  end
end

local function writer()
  for _ = 1, ROUNDS do
    permits:down(0, { by = 2 })
    write(page)
    permits:up(0, { by = 2 })
  end
end

ipc.parallel(READERS + WRITERS, function(i)
  if i <= READERS then reader() else writer() end
end)
print("changes: " .. page[0])

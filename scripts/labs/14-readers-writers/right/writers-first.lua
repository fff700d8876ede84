-- As counter.lua, and a writer who waits is not overtaken: he holds the turn, and readers
-- who come later have to pass it first. Readers do not keep it, so they go on together.
local READERS, WRITERS, ROUNDS = tonumber(arg[1] or 2), tonumber(arg[2] or 2), tonumber(arg[3] or 1)

read = read or function(page)
  assert(page[0] == page[1], "the page is half written")
end
write = write or function(page)
  page[0] = page[0] + 1
  page[1] = page[1] + 1
end

local page = ipc.segment{ size = 8, temporary = true }:int32()
local inside = ipc.segment{ size = 4, temporary = true }:int32()    -- readers on the page
local sem = ipc.semaphore{ names = { "mutex", "page", "turn" }, values = { 1, 1, 1 }, temporary = true }

local function reader()
  for _ = 1, ROUNDS do
    sem:down("turn")
    sem:up("turn")
    sem:down("mutex")
    inside[0] = inside[0] + 1
    if inside[0] == 1 then sem:down("page") end
    sem:up("mutex")
    read(page)
    sem:down("mutex")
    inside[0] = inside[0] - 1
    if inside[0] == 0 then sem:up("page") end
    sem:up("mutex")
  end
end

local function writer()
  for _ = 1, ROUNDS do
    sem:down("turn")
    sem:down("page")
    write(page)
    sem:up("page")
    sem:up("turn")
  end
end

ipc.parallel(READERS + WRITERS, function(i)
  if i <= READERS then reader() else writer() end
end)
print("changes: " .. page[0])

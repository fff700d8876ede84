-- wrong: only the writers lock the page; caught by: mutual_exclusion
local READERS, WRITERS, ROUNDS = tonumber(arg[1] or 2), tonumber(arg[2] or 2), tonumber(arg[3] or 1)

read = read or function(page)
  assert(page[0] == page[1], "the page is half written")
end
write = write or function(page)
  page[0] = page[0] + 1
  page[1] = page[1] + 1
end

local page = ipc.segment{ size = 8, temporary = true }:int32()
local sem = ipc.semaphore{ names = { "mutex", "page" }, values = { 1, 1 }, temporary = true }

local function reader()
  for _ = 1, ROUNDS do
    read(page)
  end
end

local function writer()
  for _ = 1, ROUNDS do
    sem:down("page")
    write(page)
    sem:up("page")
  end
end

ipc.parallel(READERS + WRITERS, function(i)
  if i <= READERS then reader() else writer() end
end)
print("changes: " .. page[0])

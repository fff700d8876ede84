-- wrong: sleeps instead of waiting, and fails where that was not long enough; caught by: ends
local NAME, SEATS = arg[1] or "ann", tonumber(arg[2] or 1)
local KEY = 0x6010

visit = visit or function(name)
  print(name .. " is inside")
end

local id = ipc.semget(KEY, 1, "IPC_CREAT | IPC_EXCL | 0600")
if id then
  assert(ipc.semop(id, { 0, SEATS }))
else
  ipc.sleep(0.1)                         -- the creator will be ready by then
  id = assert(ipc.semget(KEY, 1, 0))
  assert(ipc.semop(id, { 0, -1, "IPC_NOWAIT" }))
  visit(NAME)
  assert(ipc.semop(id, { 0, 1 }))
  return
end

assert(ipc.semop(id, { 0, -1 }))
visit(NAME)
assert(ipc.semop(id, { 0, 1 }))

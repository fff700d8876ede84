-- IPC_EXCL alone is enough here, because of two facts: on Linux the value of a
-- new semaphore is 0, and everybody begins with P, which waits while it is 0.
local NAME, SEATS = arg[1] or "ann", tonumber(arg[2] or 1)
local KEY = 0x6010

visit = visit or function(name)
  print(name .. " is inside")
end

local id, message, errno = ipc.semget(KEY, 1, "IPC_CREAT | IPC_EXCL | 0600")
if id then
  assert(ipc.semop(id, { 0, SEATS }))
else
  assert(errno == ipc.EEXIST, message)
  id = assert(ipc.semget(KEY, 1, 0))
end

assert(ipc.semop(id, { 0, -1 }))
visit(NAME)
assert(ipc.semop(id, { 0, 1 }))

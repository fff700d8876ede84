-- wrong: who leaves does not give the seat back (V is missing); caught by: no_deadlock
local NAME, SEATS = arg[1] or "ann", tonumber(arg[2] or 1)
local KEY = 0x6010

visit = visit or function(name)
  print(name .. " is inside")
end

local id = ipc.semget(KEY, 1, "IPC_CREAT | IPC_EXCL | 0600")
if id then
  assert(ipc.semop(id, { 0, SEATS }))
else
  id = assert(ipc.semget(KEY, 1, 0))
end

assert(ipc.semop(id, { 0, -1 }))
visit(NAME)

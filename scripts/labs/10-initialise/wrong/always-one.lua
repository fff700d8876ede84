-- wrong: the value is always 1, whatever SEATS is; caught by: must_reach
local NAME, SEATS = arg[1] or "ann", tonumber(arg[2] or 1)
local KEY = 0x6010

visit = visit or function(name)
  print(name .. " is inside")
end

local id = ipc.semget(KEY, 1, "IPC_CREAT | IPC_EXCL | 0600")
if id then
  assert(ipc.semop(id, { 0, 1 }))
else
  id = assert(ipc.semget(KEY, 1, 0))
end

assert(ipc.semop(id, { 0, -1 }))
visit(NAME)
assert(ipc.semop(id, { 0, 1 }))

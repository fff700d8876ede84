-- wrong: who finds the set there gives up instead of opening it; caught by: ends
local NAME, SEATS = arg[1] or "ann", tonumber(arg[2] or 1)
local KEY = 0x6010

visit = visit or function(name)
  print(name .. " is inside")
end

local id = assert(ipc.semget(KEY, 1, "IPC_CREAT | IPC_EXCL | 0600"))
assert(ipc.semop(id, { 0, SEATS }))

assert(ipc.semop(id, { 0, -1 }))
visit(NAME)
assert(ipc.semop(id, { 0, 1 }))

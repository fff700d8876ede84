-- wrong: each program has a set of its own; caught by: mutual_exclusion
local NAME, SEATS = arg[1] or "ann", tonumber(arg[2] or 1)
local KEY = 0x6010

visit = visit or function(name)
  print(name .. " is inside")
end

local id = assert(ipc.semget(ipc.IPC_PRIVATE, 1, "0600"))
assert(ipc.semop(id, { 0, SEATS }))

assert(ipc.semop(id, { 0, -1 }))
visit(NAME)
assert(ipc.semop(id, { 0, 1 }))

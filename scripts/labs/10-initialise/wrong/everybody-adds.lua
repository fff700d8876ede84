-- wrong: everybody who comes adds the seats once more; caught by: mutual_exclusion
local NAME, SEATS = arg[1] or "ann", tonumber(arg[2] or 1)
local KEY = 0x6010

visit = visit or function(name)
  print(name .. " is inside")
end

local id = assert(ipc.semget(KEY, 1, "IPC_CREAT | 0600"))
assert(ipc.semop(id, { 0, SEATS }))

assert(ipc.semop(id, { 0, -1 }))
visit(NAME)
assert(ipc.semop(id, { 0, 1 }))

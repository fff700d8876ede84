-- Lab 10: a room with SEATS seats. Programs come when they like, and whoever
-- comes first makes the semaphore:
--
--   ipclua start.lua NAME SEATS
local NAME, SEATS = arg[1] or "ann", tonumber(arg[2] or 1)
local KEY = 0x6010                       -- semaphore 0 of this set: the free seats

visit = visit or function(name)          -- when it is graded, the lab brings its own
  print(name .. " is inside")
end

-- TODO: every program that comes gives the semaphore its value again, also
-- while others are inside. Only the first may, and nobody may come too late or
-- too early because of it.
local id = assert(ipc.semget(KEY, 1, "IPC_CREAT | 0600"))
assert(ipc.semctl(id, 0, "SETVAL", SEATS))

assert(ipc.semop(id, { 0, -1 }))         -- take a seat
visit(NAME)
assert(ipc.semop(id, { 0, 1 }))          -- leave it

-- One atomic semop decides who is first and gives the value. A second semaphore
-- in the set says "the first has its value": a new set's semaphores are 0 on
-- Linux, so 0 means not yet. Nobody has to wait, and it does not matter at which
-- point a program dies: there is no moment between "first" and "value given".
local NAME, SEATS = arg[1] or "ann", tonumber(arg[2] or 1)
local KEY = 0x6010                       -- semaphore 0 of this set: the free seats
local FREE, READY = 0, 1

visit = visit or function(name)
  print(name .. " is inside")
end

local id = assert(ipc.semget(KEY, 2, "IPC_CREAT | 0600"))
local first, message, errno = ipc.semop(id, {
  { READY, 0, "IPC_NOWAIT" },            -- nobody has done it: else EAGAIN, and nothing happens
  { READY, 1 },                          -- now somebody has
  { FREE, SEATS },
})
if not first and errno ~= ipc.EAGAIN then error(message) end

assert(ipc.semop(id, { FREE, -1 }))      -- take a seat
visit(NAME)
assert(ipc.semop(id, { FREE, 1 }))       -- leave it

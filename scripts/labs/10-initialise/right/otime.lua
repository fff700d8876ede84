-- The portable way. IPC_EXCL makes one program the creator; the others wait
-- until sem_otime, the time of the last semop, is not 0 any more.
local NAME, SEATS = arg[1] or "ann", tonumber(arg[2] or 1)
local KEY = 0x6010

visit = visit or function(name)
  print(name .. " is inside")
end

local id, message, errno = ipc.semget(KEY, 1, "IPC_CREAT | IPC_EXCL | 0600")
if id then                               -- the creator
  assert(ipc.semctl(id, 0, "SETVAL", 0)) -- Linux has done so; other systems need not
  assert(ipc.semop(id, { 0, SEATS }))    -- the value and sem_otime at once
elseif errno == ipc.EEXIST then
  id = assert(ipc.semget(KEY, 1, 0))
  while assert(ipc.semctl(id, 0, "IPC_STAT")).sem_otime == 0 do
    ipc.sleep(0.001)                     -- the creator is between semget and semop
  end
else
  error(message)
end

assert(ipc.semop(id, { 0, -1 }))
visit(NAME)
assert(ipc.semop(id, { 0, 1 }))

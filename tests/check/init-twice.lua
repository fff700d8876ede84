-- wrong: whoever comes second sets the mutex to 1 again while the first is inside (race, error)
local KEY = 0x6009

local seg = ipc.segment{ size = 64, temporary = true }
local n = seg:int32()

ipc.parallel(2, function()
  local id = assert(ipc.semget(KEY, 1, "IPC_CREAT | 0600"))
  assert(ipc.semctl(id, 0, "SETVAL", 1))
  assert(ipc.semop(id, { 0, -1 }))
  n[0] = n[0] + 1
  assert(ipc.semop(id, { 0, 1 }))
end)

assert(ipc.semctl(assert(ipc.semget(KEY, 1, 0)), 0, "IPC_RMID"))
assert(n[0] == 2, "an update was lost")

-- wrong: a new segment for every text, and only the last is removed; caught by: no_leaks
local id
for _, text in ipairs(arg) do
  id = assert(ipc.shmget(ipc.IPC_PRIVATE, 1024, "IPC_CREAT | 0600"))
  local memory = assert(ipc.shmat(id))
  memory:write(0, text .. "\0")
  look(id)
  assert(ipc.shmdt(memory))
end
look(id)
assert(ipc.shmctl(id, "IPC_RMID"))

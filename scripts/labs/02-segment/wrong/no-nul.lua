-- wrong: the text's end is not marked, and what was there before goes on; caught by: output
local id = assert(ipc.shmget(ipc.IPC_PRIVATE, 1024, "IPC_CREAT | 0600"))
local memory = assert(ipc.shmat(id))

for _, text in ipairs(arg) do
  memory:write(0, text)
  look(id)
end

assert(ipc.shmdt(memory))
look(id)
assert(ipc.shmctl(id, "IPC_RMID"))

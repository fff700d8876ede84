-- wrong: everybody may read and write it; caught by: output
local id = assert(ipc.shmget(ipc.IPC_PRIVATE, 1024, "IPC_CREAT | 0666"))
local memory = assert(ipc.shmat(id))

for _, text in ipairs(arg) do
  memory:write(0, text .. "\0")
  look(id)
end

assert(ipc.shmdt(memory))
look(id)
assert(ipc.shmctl(id, "IPC_RMID"))

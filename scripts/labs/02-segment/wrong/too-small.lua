-- wrong: a segment of 100 bytes; caught by: output
local id = assert(ipc.shmget(ipc.IPC_PRIVATE, 100, "IPC_CREAT | 0600"))
local memory = assert(ipc.shmat(id))

for _, text in ipairs(arg) do
  memory:write(0, text .. "\0")
  look(id)
end

assert(ipc.shmdt(memory))
look(id)
assert(ipc.shmctl(id, "IPC_RMID"))

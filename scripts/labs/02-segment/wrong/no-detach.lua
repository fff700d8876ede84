-- wrong: nothing detaches the segment; caught by: output
local id = assert(ipc.shmget(ipc.IPC_PRIVATE, 1024, "IPC_CREAT | 0600"))
local memory = assert(ipc.shmat(id))

for _, text in ipairs(arg) do
  memory:write(0, text .. "\0")
  look(id)
end

look(id)
assert(ipc.shmctl(id, "IPC_RMID"))

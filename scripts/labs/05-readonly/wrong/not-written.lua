-- wrong: the display gets a copy, and the segment is not written to; caught by: final
local key, text = tonumber(arg[1] or "0x6005"), arg[2] or "meeting at ten"

local id = assert(ipc.shmget(key, 256, "IPC_CREAT | 0600"))

local own = assert(ipc.shmget(ipc.IPC_PRIVATE, 256, "IPC_CREAT | 0600"))
local memory = assert(ipc.shmat(own))
memory:write(0, text .. "\0")
display(memory)
assert(ipc.shmdt(memory))
assert(ipc.shmctl(own, "IPC_RMID"))
print(text .. ", attached " .. assert(ipc.shmctl(id, "IPC_STAT")).shm_nattch)

-- wrong: the display's attachment is never detached; caught by: output
local key, text = tonumber(arg[1] or "0x6005"), arg[2] or "meeting at ten"

local id = assert(ipc.shmget(key, 256, "IPC_CREAT | 0600"))
local memory = assert(ipc.shmat(id))
memory:write(0, text .. "\0")

local window = assert(ipc.shmat(id, 0, "SHM_RDONLY"))
display(window)

local now = memory:cstring(0)
assert(ipc.shmdt(memory))
print(now .. ", attached " .. assert(ipc.shmctl(id, "IPC_STAT")).shm_nattch)

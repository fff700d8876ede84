-- Never has more than one attachment: first one to write, then one to look.
local id = assert(ipc.shmget(tonumber(arg[1]), 256, "IPC_CREAT | 0600"))
local memory = assert(ipc.shmat(id, 0, 0))
memory:fill(0)
memory:write(0, arg[2])
assert(ipc.shmdt(memory) == 0)

memory = assert(ipc.shmat(id, 0, ipc.SHM_RDONLY))
display(memory)
local text = memory:cstring(0)
assert(ipc.shmdt(memory) == 0)
io.write(text, ", attached ", ipc.shmctl(id, ipc.IPC_STAT).shm_nattch, "\n")

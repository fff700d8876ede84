-- What the kernel knows of a segment (IPC_STAT), and the part of it that its
-- owner may change (IPC_SET).
local id = assert(ipc.shmget(ipc.IPC_PRIVATE, 10000, "IPC_CREAT | 0600"))

local function show(when)
  local ds = assert(ipc.shmctl(id, "IPC_STAT"))
  print(string.format("%-14s mode %04o, %d bytes, nattch %d, %s, %s",
    when, ds.shm_perm.mode % 512, ds.shm_segsz, ds.shm_nattch,
    ds.shm_cpid == ipc.getpid() and "created by this process" or "created by another",
    ds.shm_atime == 0 and "never attached" or "attached before"))
end

show("new:")
local memory = assert(ipc.shmat(id))
show("attached:")
assert(ipc.shmctl(id, "IPC_SET", { shm_perm = { mode = "0640" } }))   -- changes only the mode
show("after IPC_SET:")
assert(ipc.shmdt(memory))
show("detached:")
assert(ipc.shmctl(id, "IPC_RMID"))

-- A segment attached read-only: reading works, writing is an error (in C it is
-- a SIGSEGV).
local id = assert(ipc.shmget(ipc.IPC_PRIVATE, 64, "IPC_CREAT | 0600"))
local both = assert(ipc.shmat(id))                              -- read and write
local look = assert(ipc.shmat(id, 0, "SHM_RDONLY"))             -- only read

both:write(0, "the same bytes\0")
print("read-only view reads: " .. look:cstring(0))

local ok, e = pcall(look.write, look, 0, "overwritten")
print("and writes: " .. (ok and "it did!" or e.errno))
print("still there: " .. look:cstring(0))

assert(ipc.shmdt(both)); assert(ipc.shmdt(look))
assert(ipc.shmctl(id, "IPC_RMID"))

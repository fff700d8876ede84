-- The five operations on a segment, with C's names: get, attach, use, detach,
-- remove. Every call gives nil, message, errno when it fails, so assert works.
local id = assert(ipc.shmget(ipc.IPC_PRIVATE, 4096, "IPC_CREAT | 0600"))   -- 1. get
local memory = assert(ipc.shmat(id))                                       -- 2. attach
memory:write(0, "hello, segment\0")                                        -- 3. use
print("in the segment: " .. memory:cstring(0))
print("size " .. #memory .. ", attached by " .. assert(ipc.shmctl(id, "IPC_STAT")).shm_nattch)
assert(ipc.shmdt(memory))                                                  -- 4. detach
print("attached by " .. assert(ipc.shmctl(id, "IPC_STAT")).shm_nattch)
assert(ipc.shmctl(id, "IPC_RMID"))                                         -- 5. remove

local again, message, errno = ipc.shmat(id)
assert(again == nil and errno == ipc.EINVAL)
print("attach after remove: " .. ipc.errname(errno))

-- The C layer: sem_op is how much, so -2 takes two at once.
local id = assert(ipc.semget(ipc.IPC_PRIVATE, 1, "IPC_CREAT | IPC_EXCL | 0600"))
assert(ipc.semctl(id, 0, "SETVAL", tonumber(arg[1])))

local groups = {}
for i = 2, #arg do
  local size = tonumber(arg[i])
  groups[#groups + 1] = ipc.spawn(function()
    assert(ipc.semop(id, { sem_num = 0, sem_op = -size }))
    eat(size)
    assert(ipc.semop(id, { sem_num = 0, sem_op = size }))
  end)
end
for _, group in ipairs(groups) do group:join() end

assert(ipc.semctl(id, 0, "IPC_RMID"))

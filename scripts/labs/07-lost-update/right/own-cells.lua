-- A cell for each worker: what nobody shares nobody can lose.
local workers, rounds = tonumber(arg[1]), tonumber(arg[2])
local id = assert(ipc.shmget(ipc.IPC_PRIVATE, 4 * workers, "IPC_CREAT | 0600"))
local memory = assert(ipc.shmat(id))
local cells = memory:int32(0, workers)

local children = {}
for i = 1, workers do
  children[i] = ipc.spawn(function()
    for _ = 1, rounds do cells[i - 1] = cells[i - 1] + gain(i) end
  end)
end
for _, child in ipairs(children) do child:join() end

print("sum: " .. cells:sum())
assert(ipc.shmdt(memory))
assert(ipc.shmctl(id, "IPC_RMID"))

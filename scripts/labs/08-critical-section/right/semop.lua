-- The C layer: semget, SETVAL, semop, IPC_RMID.
local workers, rounds, money = unpack(arg)
local shmid = assert(ipc.shmget(ipc.IPC_PRIVATE, 64, "IPC_CREAT | 0600"))
local memory = assert(ipc.shmat(shmid))
local n = memory:int32()
n[0] = tonumber(money)

local semid = assert(ipc.semget(ipc.IPC_PRIVATE, 1, "IPC_CREAT | 0600"))
assert(ipc.semctl(semid, 0, "SETVAL", 1))      -- before anybody else knows of it
local function P() assert(ipc.semop(semid, { { 0, -1 } })) end
local function V() assert(ipc.semop(semid, { { 0, 1 } })) end

local children = {}
for i = 1, tonumber(workers) do
  children[i] = ipc.spawn(function()
    for _ = 1, tonumber(rounds) do
      local amount = prepare(i)
      P()
      local ok = pcall(move, n, amount)
      V()
    end
  end)
end
for _, child in ipairs(children) do child:join() end

print(string.format("%d left, %d moved", n[0], n[1]))
assert(ipc.shmdt(memory))
assert(ipc.shmctl(shmid, "IPC_RMID"))
assert(ipc.semctl(semid, 0, "IPC_RMID"))

-- Two children and one function, in the C layer. Semaphore i is player i's turn.
local ROUNDS = tonumber(arg[1] or 3)

ping = ping or function(i) print("ping " .. i) end
pong = pong or function(i) print("pong " .. i) end

local id = assert(ipc.semget(ipc.IPC_PRIVATE, 2, "0600"))
assert(ipc.semctl(id, 0, "SETALL", { 1, 0 }))

local function player(mine, other, say)
  for i = 1, ROUNDS do
    assert(ipc.semop(id, { mine, -1 }))
    say(i)
    assert(ipc.semop(id, { other, 1 }))
  end
end

local first = ipc.spawn(function() player(0, 1, ping) end)
local second = ipc.spawn(function() player(1, 0, pong) end)
first:join()
second:join()
assert(ipc.semctl(id, 0, "IPC_RMID"))

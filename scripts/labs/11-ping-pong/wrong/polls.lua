-- wrong: tries the semaphore, sleeps and tries again instead of waiting; caught by: no_busy_wait
local ROUNDS = tonumber(arg[1] or 3)

ping = ping or function(i) print("ping " .. i) end
pong = pong or function(i) print("pong " .. i) end

local turn = ipc.semaphore{ values = { 1, 0 }, temporary = true }

local other = ipc.spawn(function()
  for i = 1, ROUNDS do
    while not turn:try(1) do ipc.sleep(0.001) end
    pong(i)
    turn:up(0)
  end
end)

for i = 1, ROUNDS do
  while not turn:try(0) do ipc.sleep(0.001) end
  ping(i)
  turn:up(1)
end
other:join()

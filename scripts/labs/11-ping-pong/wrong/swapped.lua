-- wrong: P and V are swapped; caught by: output
local ROUNDS = tonumber(arg[1] or 3)

ping = ping or function(i) print("ping " .. i) end
pong = pong or function(i) print("pong " .. i) end

local turn = ipc.semaphore{ names = { "ping", "pong" }, values = { 1, 0 }, temporary = true }

local other = ipc.spawn(function()
  for i = 1, ROUNDS do
    turn:up("pong")
    pong(i)
    turn:down("ping")
  end
end)

for i = 1, ROUNDS do
  turn:up("ping")
  ping(i)
  turn:down("pong")
end
other:join()

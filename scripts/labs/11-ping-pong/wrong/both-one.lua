-- wrong: both may begin: the initial value of pong is 1; caught by: output
local ROUNDS = tonumber(arg[1] or 3)

ping = ping or function(i) print("ping " .. i) end
pong = pong or function(i) print("pong " .. i) end

local turn = ipc.semaphore{ names = { "ping", "pong" }, values = { 1, 1 }, temporary = true }

local other = ipc.spawn(function()
  for i = 1, ROUNDS do
    turn:down("pong")
    pong(i)
    turn:up("ping")
  end
end)

for i = 1, ROUNDS do
  turn:down("ping")
  ping(i)
  turn:up("pong")
end
other:join()

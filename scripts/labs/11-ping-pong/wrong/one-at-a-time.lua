-- wrong: a new process for each word, one after the other; caught by: ends
local ROUNDS = tonumber(arg[1] or 3)

ping = ping or function(i) print("ping " .. i) end
pong = pong or function(i) print("pong " .. i) end

for i = 1, ROUNDS do
  ipc.spawn(function() ping(i) end):join()
  ipc.spawn(function() pong(i) end):join()
end

-- wrong: one process says both; caught by: ends
local ROUNDS = tonumber(arg[1] or 3)

ping = ping or function(i) print("ping " .. i) end
pong = pong or function(i) print("pong " .. i) end

for i = 1, ROUNDS do
  ping(i)
  pong(i)
end

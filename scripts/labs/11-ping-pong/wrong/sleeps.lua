-- wrong: sleeps instead of waiting; caught by: output
local ROUNDS = tonumber(arg[1] or 3)

ping = ping or function(i) print("ping " .. i) end
pong = pong or function(i) print("pong " .. i) end



local other = ipc.spawn(function()
  for i = 1, ROUNDS do
    ipc.sleep(0.02)
    pong(i)
  end
end)

for i = 1, ROUNDS do
  ipc.sleep(0.01)
  ping(i)
end
other:join()

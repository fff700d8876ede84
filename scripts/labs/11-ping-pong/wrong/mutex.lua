-- wrong: one semaphore for both: nobody talks beside the other, but not by turns; caught by: output
local ROUNDS = tonumber(arg[1] or 3)

ping = ping or function(i) print("ping " .. i) end
pong = pong or function(i) print("pong " .. i) end

local turn = ipc.semaphore{ value = 1, temporary = true }

local other = ipc.spawn(function()
  for i = 1, ROUNDS do
    turn:down(0)
    pong(i)
    turn:up(0)
  end
end)

for i = 1, ROUNDS do
  turn:down(0)
  ping(i)
  turn:up(0)
end
other:join()

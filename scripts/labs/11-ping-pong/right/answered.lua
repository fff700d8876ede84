-- The first ping needs no signal: both semaphores begin at 0, and each ping waits
-- for its answer.
local ROUNDS = tonumber(arg[1] or 3)

ping = ping or function(i) print("ping " .. i) end
pong = pong or function(i) print("pong " .. i) end

local said = ipc.semaphore{ value = 0, temporary = true }    -- a ping without its pong
local answered = ipc.semaphore{ value = 0, temporary = true }

local other = ipc.spawn(function()
  for i = 1, ROUNDS do
    said:down()
    pong(i)
    answered:up()
  end
end)

for i = 1, ROUNDS do
  ping(i)
  said:up()
  answered:down()
end
other:join()

-- right: each answer is taken before the next message is sent
local QBYTES, MESSAGES = 2, 6

local to, from = ipc.queue{ temporary = true }, ipc.queue{ temporary = true }
to:set{ qbytes = QBYTES }
from:set{ qbytes = QBYTES }

local echo = ipc.spawn(function()
  for _ = 1, MESSAGES do
    from:send(1, (to:receive()))
  end
end)

for i = 1, MESSAGES do
  to:send(1, tostring(i))
  assert(from:receive() == tostring(i))
end
echo:join()

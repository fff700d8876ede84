-- wrong: the client takes whatever comes, also its own request, for which the server then waits (deadlock)
local q = ipc.queue{ temporary = true }

local server = ipc.spawn(function()
  local request = q:receive()
  q:send(1, "reply to " .. request)
end)

q:send(1, "request")
local reply = q:receive()
server:join()
assert(reply == "reply to request")

-- right: requests and replies have types of their own
local REQUEST, REPLY = 1, 2

local q = ipc.queue{ temporary = true }

local server = ipc.spawn(function()
  local request = q:receive(REQUEST)
  q:send(REPLY, "reply to " .. request)
end)

q:send(REQUEST, "request")
local reply = q:receive(REPLY)
server:join()
assert(reply == "reply to request")

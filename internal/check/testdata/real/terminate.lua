-- SIGTERM ends a process in order: its own child and its segment go with it.
local ready = ipc.semaphore{ value = 0, temporary = true }
local never = ipc.semaphore{ value = 0, temporary = true }
local queue = ipc.queue{ temporary = true }
local parent = ipc.spawn(function()
  local own = ipc.segment{ size = 64, temporary = true }
  local child = ipc.spawn(function()
    ready:up()
    queue:receive()
  end)
  queue:send(7, tostring(own.id))
  ready:up()
  never:down()
end)
local id = tonumber((queue:receive(7)))
ready:down()
ready:down()
assert(parent:kill())
local ok, how, signal = parent:wait()
assert(ok == nil and how == "signal" and signal == 15, tostring(how))
assert(not pcall(ipc.segment, { id = id }))
error("done")

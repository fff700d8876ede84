-- Calls that give up, in time or at once, and a wait.
local sem = ipc.semaphore{ value = 0, temporary = true }
local queue = ipc.queue{ temporary = true }
local child = ipc.spawn(function()
  ipc.sleep(0.5)
  sem:up()
  queue:send(1, "text")
  ipc.sleep(0.5)
end)
local t = ipc.time and ipc.time() or 0
local got = 0
for _ = 1, 4 do
  if sem:down(0, { timeout = 0.2 }) then got = got + 1 end
  if queue:receive(0, { timeout = 0.1 }) then got = got + 1 end
  if child:wait(0.1) then break end
end
assert(not sem:try())
child:wait()
assert(got == 2, "got " .. got)

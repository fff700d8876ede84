-- A set and a queue are removed while somebody waits in them.
local sem, queue = ipc.semaphore{ value = 0 }, ipc.queue{}
local a = ipc.spawn(function()
  local ok, err = pcall(sem.down, sem)
  return ok, tostring(err)
end)
local b = ipc.spawn(function() return (pcall(queue.receive, queue)) end)
ipc.sleep(1)
sem:remove()
queue:remove()
local ok, why = a:join()
assert(not ok)
assert(not b:join())
error(why)

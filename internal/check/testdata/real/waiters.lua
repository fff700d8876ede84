-- Looks at the queues of the kernel.
local sem = ipc.semaphore{ values = { 0, 1 }, temporary = true }
local workers = {}
for i = 1, 3 do
  workers[i] = ipc.spawn(function()
    if i < 3 then sem:down(0) else sem:op{ { 0, -1 }, { 1, -1 } } end
    return i
  end)
end
while sem:getncnt(0) < 3 do ipc.sleep(0.01) end
local zero = ipc.spawn(function() sem:zero(1) end)
while sem:getzcnt(1) < 1 do ipc.sleep(0.01) end
sem:up(0, { by = 3 })
for i = 1, 3 do assert(workers[i]:join() == i) end
zero:join()

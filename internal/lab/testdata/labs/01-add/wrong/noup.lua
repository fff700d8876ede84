-- wrong: no V; caught by: no_deadlock
critical = critical or function(f) f() end
local workers, times = tonumber((...)) or 2, tonumber((select(2, ...))) or 2
local seg = ipc.segment{ size = 64, temporary = true }
local mutex = ipc.semaphore{ value = 1, temporary = true }
local n = seg:int32()
ipc.parallel(workers, function()
  for _ = 1, times do
    mutex:down()
    critical(function() n[0] = n[0] + 1 end)
  end
end)
print("count: " .. n[0])

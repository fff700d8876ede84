-- sem:with is down, call, up, also when what it calls raises; it passes the error on.
local seg = ipc.segment{ size = 8, temporary = true }
local lock = ipc.semaphore{ value = 1, temporary = true }
local n = seg:int32()
n:assign{ tonumber(arg[3]), 0 }

ipc.parallel(tonumber(arg[1]), function(i)
  for _ = 1, tonumber(arg[2]) do
    pcall(lock.with, lock, move, n, prepare(i))
  end
end)
print(("%d left, %d moved"):format(unpack(n:table())))

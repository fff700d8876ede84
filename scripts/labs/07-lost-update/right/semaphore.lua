-- With the means of the next lab: waits where waiting is not needed, and is right.
local seg = ipc.segment{ size = 4, temporary = true }
local mutex = ipc.semaphore{ value = 1, temporary = true }
local sum = seg:int32()

ipc.parallel(tonumber(arg[1]), function(i)
  for _ = 1, tonumber(arg[2]) do
    local g = gain(i)
    mutex:down()
    sum[0] = sum[0] + g
    mutex:up()
  end
end)
print("sum: " .. sum[0])

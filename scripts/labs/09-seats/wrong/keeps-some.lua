-- wrong: a group gives one seat back, however many it took; caught by: no_deadlock
local seats = tonumber(arg[1] or 3)
local sizes = { unpack(arg, 2) }
if #sizes == 0 then sizes = { 2, 1, 2, 1 } end

local free = ipc.semaphore{ value = seats, temporary = true }

ipc.parallel(#sizes, function(i)
  local size = tonumber(sizes[i])
  free:down(0, { by = size })
  eat(size)
  free:up()
end)

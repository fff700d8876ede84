-- wrong: asks again and again whether there are seats; caught by: no_busy_wait
local seats = tonumber(arg[1] or 3)
local sizes = { unpack(arg, 2) }
if #sizes == 0 then sizes = { 2, 1, 2, 1 } end

local free = ipc.semaphore{ value = seats, temporary = true }

ipc.parallel(#sizes, function(i)
  local size = tonumber(sizes[i])
  while not free:down(0, { by = size, nowait = true }) do end
  eat(size)
  free:up(0, { by = size })
end)

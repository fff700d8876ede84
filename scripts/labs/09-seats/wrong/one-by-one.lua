-- wrong: the seats are taken one by one: groups sit and wait for each other's seats; caught by: no_deadlock
local seats = tonumber(arg[1] or 3)
local sizes = { unpack(arg, 2) }
if #sizes == 0 then sizes = { 2, 1, 2, 1 } end

local free = ipc.semaphore{ value = seats, temporary = true }

ipc.parallel(#sizes, function(i)
  local size = tonumber(sizes[i])
  for _ = 1, size do free:down() end
  eat(size)
  free:up(0, { by = size })
end)

-- wrong: a group gives back more than it took; caught by: mutual_exclusion
local seats = tonumber(arg[1] or 3)
local sizes = { unpack(arg, 2) }
if #sizes == 0 then sizes = { 2, 1, 2, 1 } end

local free = ipc.semaphore{ value = seats, temporary = true }

ipc.parallel(#sizes, function(i)
  local size = tonumber(sizes[i])
  free:down(0, { by = size })
  eat(size)
  free:up(0, { by = size + 1 })
end)

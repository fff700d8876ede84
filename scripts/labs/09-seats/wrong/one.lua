-- wrong: one group at a time, however many seats there are; caught by: must_reach
local seats = tonumber(arg[1] or 3)
local sizes = { unpack(arg, 2) }
if #sizes == 0 then sizes = { 2, 1, 2, 1 } end

local free = ipc.semaphore{ value = 1, temporary = true }

ipc.parallel(#sizes, function(i)
  local size = tonumber(sizes[i])
  free:down(0, { by = 1 })
  eat(size)
  free:up(0, { by = 1 })
end)

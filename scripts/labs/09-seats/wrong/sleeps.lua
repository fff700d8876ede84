-- wrong: every group comes later than the one before, and hopes that there are seats; caught by: mutual_exclusion
local seats = tonumber(arg[1] or 3)
local sizes = { unpack(arg, 2) }
if #sizes == 0 then sizes = { 2, 1, 2, 1 } end

ipc.parallel(#sizes, function(i)
  local size = tonumber(sizes[i])
  ipc.sleep(0.3 * i)
  eat(size)
end)

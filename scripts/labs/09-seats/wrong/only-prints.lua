-- wrong: prints what the meals would print; caught by: must_reach
local seats = tonumber(arg[1] or 3)
local sizes = { unpack(arg, 2) }
if #sizes == 0 then sizes = { 2, 1, 2, 1 } end

ipc.parallel(#sizes, function(i)
  local size = tonumber(sizes[i])
  print("a group of " .. size .. " eats")
end)

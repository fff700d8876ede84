-- wrong: prints what the meals would print; caught by: must_reach
local seats = tonumber(arg[1] or 3)
local sizes = { unpack(arg, 2) }
if #sizes == 0 then sizes = { 2, 1, 2, 1 } end

eat = eat or function(size)
  print("a group of " .. size .. " sits down")
  ipc.sleep(0.2)
  print("a group of " .. size .. " gets up")
end

ipc.parallel(#sizes, function(i)
  local size = tonumber(sizes[i])
  print("a group of " .. size .. " eats")
end)

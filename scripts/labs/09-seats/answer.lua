-- Lab 9: ipclua start.lua SEATS SIZE…
local seats = tonumber(arg[1] or 3)
local sizes = { unpack(arg, 2) }
if #sizes == 0 then sizes = { 2, 1, 2, 1 } end

-- eat is the meal of a group. (The check brings its own.)
eat = eat or function(size)
  print("a group of " .. size .. " sits down")
  ipc.sleep(0.2)
  print("a group of " .. size .. " gets up")
end

local free = ipc.semaphore{ value = seats, temporary = true }   -- its value: how many seats are free

ipc.parallel(#sizes, function(i)
  local size = tonumber(sizes[i])
  free:down(0, { by = size })            -- one operation: all seats, or wait and hold none
  eat(size)
  free:up(0, { by = size })
end)

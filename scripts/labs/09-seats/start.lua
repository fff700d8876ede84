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

-- TODO 1: the seats.

ipc.parallel(#sizes, function(i)
  local size = tonumber(sizes[i])
  -- TODO 2, 3: as many seats as the group has people, all of them at once.
  eat(size)
end)

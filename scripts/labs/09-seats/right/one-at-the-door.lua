-- Seats are taken one by one, and only the group at the door takes any: it waits for
-- those who eat, and they need no seat to get up.
local sem = ipc.semaphore{ values = { tonumber(arg[1]), 1 }, names = { "seats", "door" }, temporary = true }

ipc.parallel(#arg - 1, function(i)
  local size = tonumber(arg[i + 1])
  sem:with("door", function()
    for _ = 1, size do sem:down("seats") end
  end)
  eat(size)
  for _ = 1, size do sem:up("seats") end
end)

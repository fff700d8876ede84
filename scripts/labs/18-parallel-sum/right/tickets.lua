-- Nobody is given a share: who is free draws the next ticket. That is best where some cells
-- take longer than others, or some processes are slower.
local PROCESSES, CELLS = tonumber(arg[1] or 2), tonumber(arg[2] or 7)

weight = weight or function(i)
  local x = i
  for _ = 1, 100 do x = (x * 1103 + 12345) % 65536 end
  return x
end

local function sum(processes)
  local n = ipc.segment{ size = 16, temporary = true }:int64()    -- the next ticket, the total
  ipc.parallel(processes, function()
    local part = 0
    while true do
      local i = n:fetch_add(0, 1) + 1
      if i > CELLS then break end
      part = part + weight(i)
    end
    n:fetch_add(1, part)
  end)
  return n[1]
end

if arg[3] == "time" then
  local start = ipc.time()
  local alone = sum(1)
  local middle = ipc.time()
  local together = sum(PROCESSES)
  local one, many = middle - start, ipc.time() - middle
  assert(alone == together, "the sums differ")
  print(string.format("1 process: %.2f s, %d processes: %.2f s, %.1f times as fast", one, PROCESSES, many, one / many))
else
  print("sum: " .. sum(PROCESSES))
end

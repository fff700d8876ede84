-- wrong: the cell between two ranges is counted twice; caught by: output
local PROCESSES, CELLS = tonumber(arg[1] or 2), tonumber(arg[2] or 7)

weight = weight or function(i)
  local x = i
  for _ = 1, 100 do x = (x * 1103 + 12345) % 65536 end
  return x
end

local function sum(processes)
  local parts = ipc.segment{ size = 8 * processes, temporary = true }:double()
  ipc.parallel(processes, function(p)
    local part = 0
    local share = CELLS / processes
    for i = math.floor((p - 1) * share), math.floor(p * share) do part = part + weight(i) end
    parts[p - 1] = part
  end)
  return parts:sum()
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

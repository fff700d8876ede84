-- Ranges of neighbours, and one total, guarded by a semaphore that is taken once by each process.
local PROCESSES, CELLS = tonumber(arg[1] or 2), tonumber(arg[2] or 7)

weight = weight or function(i)
  local x = i
  for _ = 1, 100 do x = (x * 1103 + 12345) % 65536 end
  return x
end

local function sum(processes)
  local total = ipc.segment{ size = 8, temporary = true }:int64()
  local mutex = ipc.semaphore{ value = 1, temporary = true }
  ipc.parallel(processes, function(p)
    local first, last = math.floor((p - 1) * CELLS / processes) + 1, math.floor(p * CELLS / processes)
    local part = 0
    for i = first, last do part = part + weight(i) end
    mutex:down()
    total[0] = total[0] + part
    mutex:up()
  end)
  return total[0]
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

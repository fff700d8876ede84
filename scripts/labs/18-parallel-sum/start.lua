-- Lab 18: the sum of weight(1) … weight(CELLS), by several processes:
--   ipclua start.lua PROCESSES CELLS [time]
local PROCESSES, CELLS = tonumber(arg[1] or 2), tonumber(arg[2] or 7)

-- When it is graded, the lab brings its own. It takes long and gives an integer.
weight = weight or function(i)
  local x = i
  for _ = 1, 100 do x = (x * 1103 + 12345) % 65536 end
  return x
end

-- The sum, made by so many processes.
local function sum(processes)
  local total = 0
  -- TODO: share the work. Where do the processes put what they have found?
  for i = 1, CELLS do total = total + weight(i) end
  return total
end

if arg[3] == "time" then                 -- how much faster is it?
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

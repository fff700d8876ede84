-- wrong: the groups come one after the other, in one process; caught by: must_reach
local free = ipc.semaphore{ value = tonumber(arg[1]), temporary = true }

for i = 2, #arg do
  local size = tonumber(arg[i])
  free:down(0, { by = size })
  eat(size)
  free:up(0, { by = size })
end

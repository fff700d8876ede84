-- wrong: the semaphore begins with 2: two may enter; caught by: mutual_exclusion
local workers, rounds, money = tonumber(arg[1] or 2), tonumber(arg[2] or 2), tonumber(arg[3] or 100)

local seg = ipc.segment{ size = 64, temporary = true }
local n = seg:int32(0, 2)
n[0] = money
local mutex = ipc.semaphore{ value = 2, temporary = true }

ipc.parallel(workers, function(i)
  for _ = 1, rounds do
    local amount = prepare(i)
    mutex:down()
    pcall(move, n, amount)
    mutex:up()
  end
end)

print(string.format("%d left, %d moved", n[0], n[1]))

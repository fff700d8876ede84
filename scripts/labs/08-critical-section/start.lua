-- Lab 8: ipclua start.lua WORKERS ROUNDS MONEY
local workers, rounds, money = tonumber(arg[1] or 2), tonumber(arg[2] or 2), tonumber(arg[3] or 100)

-- prepare says how much worker i wants to move. It takes long, and needs nobody else.
prepare = prepare or function(i) return 1 end

-- move moves it from n[0] to n[1], or raises an error. (The check brings its own of both.)
move = move or function(n, amount)
  if n[0] < amount then error("not enough money") end
  n[0] = n[0] - amount
  n[1] = n[1] + amount
end

local seg = ipc.segment{ size = 64, temporary = true }
local n = seg:int32(0, 2)
n[0] = money
-- TODO 1: a semaphore.

ipc.parallel(workers, function(i)
  for _ = 1, rounds do
    local amount = prepare(i)
    -- TODO 2, 3: alone, and no matter how it ends.
    move(n, amount)
  end
end)

print(string.format("%d left, %d moved", n[0], n[1]))

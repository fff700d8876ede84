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
local mutex = ipc.semaphore{ value = 1, temporary = true }   -- 1: one may enter

ipc.parallel(workers, function(i)
  for _ = 1, rounds do
    local amount = prepare(i)            -- outside: all prepare at the same time
    mutex:down()                         -- P: wait until it is 1, make it 0
    pcall(move, n, amount)               -- inside: one at a time
    mutex:up()                           -- V: make it 1, also when move has raised
  end
end)

print(string.format("%d left, %d moved", n[0], n[1]))

-- wrong: one process does all the work; caught by: must_reach
local workers, rounds, money = tonumber(arg[1] or 2), tonumber(arg[2] or 2), tonumber(arg[3] or 100)

local seg = ipc.segment{ size = 64, temporary = true }
local n = seg:int32(0, 2)
n[0] = money

for i = 1, workers do
  for _ = 1, rounds do
    pcall(move, n, prepare(i))
  end
end

print(string.format("%d left, %d moved", n[0], n[1]))

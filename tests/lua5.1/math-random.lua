-- Random numbers: their bounds, and the same seed, the same numbers.
math.randomseed(123)
local a = {math.random(), math.random(10), math.random(5, 6)}
math.randomseed(123)
local b = {math.random(), math.random(10), math.random(5, 6)}
print(a[1] == b[1], a[2] == b[2], a[3] == b[3])
local ok, low, high = true, 7, 0
for _ = 1, 1000 do
  local x, i, j = math.random(), math.random(6), math.random(-3, 3)
  ok = ok and x >= 0 and x < 1 and i >= 1 and i <= 6 and i % 1 == 0 and j >= -3 and j <= 3
  low, high = math.min(low, i), math.max(high, i)
end
print(ok, low, high, math.random(1), math.random(3, 3))
print(pcall(math.random, 0))
print(pcall(math.random, 2, 1))
print(pcall(math.random, 1, 2, 3))

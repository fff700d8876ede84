-- A generator of random numbers, and what is made of it.
local function generator(seed)
  return function(n)
    seed = (seed * 1103515245 + 12345) % 2147483648
    return n and math.floor(seed / 65536) % n + 1 or seed / 2147483648
  end
end
local random = generator(1)
for _ = 1, 8 do io.write(random(100), " ") end
print()
local function shuffle(t) for i = #t, 2, -1 do local j = random(i) t[i], t[j] = t[j], t[i] end return t end
print(table.concat(shuffle{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, " "))
local inside, dice = 0, {0, 0, 0, 0, 0, 0}
for _ = 1, 5000 do
  local x, y = random(), random()
  if x * x + y * y < 1 then inside = inside + 1 end
  local d = random(6)
  dice[d] = dice[d] + 1
end
print(inside * 4 / 5000, table.concat(dice, " "))

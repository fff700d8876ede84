-- Sorting many, also in order already and backwards.
local seed = 42
local function random(n) seed = (seed * 16807) % 2147483647 return seed % n end
local function sorted(t, less) for i = 2, #t do if less(t[i], t[i - 1]) then return false end end return true end
local function lt(a, b) return a < b end
for _, make in ipairs{function(i) return i end, function(i) return 1000 - i end, function() return random(1000) end, function() return 7 end, function(i) return i % 10 end} do
  local t = {}
  for i = 1, 1000 do t[i] = make(i) end
  table.sort(t)
  local up = sorted(t, lt)
  table.sort(t, function(a, b) return a > b end)
  print(up, sorted(t, function(a, b) return a > b end), t[1], t[500], t[1000])
end

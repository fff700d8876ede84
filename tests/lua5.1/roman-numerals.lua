-- To Roman numerals and back.
local map = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}}
local function roman(n)
  local s = ""
  for _, p in ipairs(map) do
    while n >= p[1] do s, n = s .. p[2], n - p[1] end
  end
  return s
end
local value = {I = 1, V = 5, X = 10, L = 50, C = 100, D = 500, M = 1000}
local function arabic(s)
  local sum, last = 0, 0
  for c in s:reverse():gmatch(".") do
    local v = value[c]
    sum, last = sum + (v < last and -v or v), math.max(v, last)
  end
  return sum
end
for _, n in ipairs{1, 4, 9, 14, 40, 90, 400, 1666, 1994, 2024, 3999} do print(n, roman(n), arabic(roman(n)) == n) end
for i = 1, 3999 do assert(arabic(roman(i)) == i) end

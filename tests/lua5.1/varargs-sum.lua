-- Functions with any number of arguments.
local function sum(...)
  local s = 0
  for _, v in ipairs{...} do s = s + v end
  return s, select("#", ...)
end
print(sum())
print(sum(1))
print(sum(1, 2, 3, 4.5))
print((sum(1, 2)))
local function average(...) local s, n = sum(...) return n > 0 and s / n or nil end
print(average(), average(5), average(1, 2, 3, 4))

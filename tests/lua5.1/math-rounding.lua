-- floor, ceil, fmod, modf, abs.
for _, x in ipairs{0, 0.5, -0.5, 1.5, -1.5, 2.999, -2.999, 1e15 + 0.5, 3} do
  print(x, math.floor(x), math.ceil(x), math.abs(x), math.modf(x))
end
print(math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7, -3), math.fmod(5.5, 2), math.mod == math.fmod)
print(math.floor("3.7"), math.abs("-2"), math.modf(math.huge), math.modf(-math.huge))
print(pcall(math.floor))
print(pcall(math.floor, "x"))
print(pcall(math.abs, nil))
local function round(x, d) local m = 10 ^ (d or 0) return math.floor(x * m + 0.5) / m end
print(round(2.5), round(-2.5), round(math.pi, 2), round(1234.567, -2))

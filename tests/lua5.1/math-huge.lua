-- math.huge and math.pi.
print(math.huge, -math.huge, math.huge == 1 / 0, math.huge > 1e308, math.huge + 1 == math.huge)
print(math.pi, math.pi > 3.14159 and math.pi < 3.1416)
local min = math.huge
for _, v in ipairs{5, 2, 9} do if v < min then min = v end end
print(min, 1 / math.huge, math.floor(5.5) == 5)
for i = 1, math.huge do if i > 3 then break end io.write(i, " ") end
print()

-- ipairs stops at the first nil; pairs finds all.
for i, v in ipairs{"a", "b", nil, "d"} do io.write(i, v, " ") end
print()
local n = 0
for _ in pairs{"a", "b", nil, "d", x = 1} do n = n + 1 end
print(n)
for i, v in ipairs{} do print("never") end
print(select("#", ipairs{}), select(3, ipairs{}), select("#", pairs{}), select(3, pairs{}), pairs({}) == next)
print(pcall(ipairs))
print(pcall(pairs, nil))
print(pcall(ipairs, "x"))
local list = {1, 2, 3}
for i, v in ipairs(list) do if i == 1 then list[4] = 40 list[2] = 20 end io.write(v, " ") end
print()

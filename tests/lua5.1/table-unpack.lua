-- unpack of parts.
print(unpack{1, 2, 3})
print(unpack({1, 2, 3}, 2))
print(unpack({1, 2, 3}, 2, 3))
print(unpack({1, 2, 3}, -1, 1))
print(unpack({}, 1, 3))
print(select("#", unpack({}, 1, 100)), select("#", unpack({}, 2, 1)), (unpack{5, 6}))
print(pcall(unpack))
print(pcall(unpack, {}, 1, 1e8))
print(pcall(unpack, 5))
print(#{unpack({1, 2, 3}), 4}, #{4, unpack({1, 2, 3})})
local t = {}
for i = 1, 200 do t[i] = i end
print(select("#", unpack(t)), select(200, unpack(t)), math.max(unpack(t)))

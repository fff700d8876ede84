-- next, the iterator of pairs.
print(next({}), next({10}), next({10}, 1))
local t, n = {x = 1, y = 2, 10, 20}, 0
local k, v = next(t)
while k ~= nil do n = n + v k, v = next(t, k) end
print(n)
print(pcall(next, {}, "nope"))
print(pcall(next))
print(pcall(next, 1))
local function isempty(t) return next(t) == nil end
print(isempty({}), isempty({nil}), isempty({false}))
print(next({nil, 2}))
for k, v in next, {a = 1} do print(k, v) end

-- Missing arguments are nil, surplus ones are dropped.
local function f(a, b, c) return a, b == nil and "default" or b, c or 3 end
print(f())
print(f(1))
print(f(1, false))
print(f(1, 2, nil))
print(f(1, 2, false))
print(f(1, 2, 4, 5, 6))
print((function(...) return ... end)())

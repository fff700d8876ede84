-- The old way: a table arg, in functions that do not say "...".
local function old(a, ...) return a, arg.n, arg[1], arg[2], arg[3] end
print(old())
print(old(1))
print(old(1, 2))
print(old(1, 2, nil, 4))
local function new(...) local t = {...} return #t, arg == nil or type(arg) end
print((new(1, 2, 3)))

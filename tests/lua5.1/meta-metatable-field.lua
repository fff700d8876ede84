-- __metatable hides and protects.
local t = setmetatable({}, {__metatable = "private"})
print(getmetatable(t), pcall(setmetatable, t, {}))
local u = setmetatable({}, {__metatable = false})
print(getmetatable(u), pcall(setmetatable, u, nil))
local v = {}
print(setmetatable(v, nil) == v, getmetatable(v), setmetatable(v, {}) == v, type(getmetatable(v)))
print(pcall(setmetatable, 1, {}))
print(pcall(setmetatable, {}, 1))
print(pcall(setmetatable, {}))
print(getmetatable("x").__index == string, getmetatable(1), getmetatable(print), getmetatable(nil))

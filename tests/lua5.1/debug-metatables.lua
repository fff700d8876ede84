-- Metatables of basic types through debug.
local function clamp(n, k) return ({double = n * 2, half = n / 2})[k] end
debug.setmetatable(0, {__index = clamp, __call = function(n, x) return n + x end})
print((5).double, (5).half, (5)(3))
debug.setmetatable(0, nil)
print(pcall(function() return (5).double end))
debug.setmetatable(nil, {__index = function() return nil end})
local t = nil
print(t.x, t)
debug.setmetatable(nil, nil)
print(getmetatable("").__index == string, debug.getmetatable("") == getmetatable(""))
local o = setmetatable({}, {__metatable = "hidden"})
print(getmetatable(o), type(debug.getmetatable(o)))
print(debug.getfenv(print) == _G, type(debug.getregistry()))

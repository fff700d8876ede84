-- getfenv and setfenv by level.
local e = setmetatable({name = "mine"}, {__index = _G})
local function inner() return getfenv(1) == getfenv(inner), getfenv(2).name, getfenv(0) == _G end
setfenv(inner, setmetatable({name = "inner"}, {__index = _G}))
local function outer() setfenv(1, e) local a, b, c = inner() return a, b, c end
print(outer())
print(getfenv(outer) == e, getfenv(print) == _G, getfenv() == getfenv(1))
local function change() setfenv(2, e) end
local function victim() change() return name, getfenv(1) == e end
print(victim())
print(pcall(getfenv, -1))
print(pcall(getfenv, 100))
print(pcall(setfenv, 1))
print(pcall(setfenv, print, {}))
print(pcall(getfenv, "x"))

-- A chain of __index, and one that loops.
local base = {depth = 0, base = "base"}
local t = base
for i = 1, 20 do t = setmetatable({["level" .. i] = i}, {__index = t}) end
print(t.level20, t.level1, t.base, t.nothing, t.depth)
base.late = "late"
print(t.late)
local a, b = {}, {}
setmetatable(a, {__index = b})
setmetatable(b, {__index = a})
local ok, e = pcall(function() return a.x end)
print(ok, e)
setmetatable(a, {__newindex = b})
setmetatable(b, {__newindex = a})
print(pcall(function() a.x = 1 end))

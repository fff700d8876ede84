-- In Lua 5.1 __len is not for tables, nor __pairs.
local t = setmetatable({1, 2, 3}, {__len = function() return 42 end})
print(#t)
local n = 0
for _ in pairs(setmetatable({1, 2}, {__pairs = function() error("not called") end})) do n = n + 1 end
print(n)
for i, v in ipairs(setmetatable({1}, {__index = function(_, i) if i < 4 then return i * 10 end end})) do io.write(i, "=", v, " ") end
print()
local p = newproxy(true)
getmetatable(p).__len = function() return 7 end
print(#p)

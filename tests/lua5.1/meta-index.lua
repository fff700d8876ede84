-- __index as a table and as a function.
local defaults = {color = "red", size = 1}
local t = setmetatable({size = 5}, {__index = defaults})
print(t.color, t.size, t.shape, rawget(t, "color"))
defaults.shape = "round"
print(t.shape)
local asked = {}
local u = setmetatable({}, {__index = function(self, k) asked[#asked + 1] = tostring(k) return k == "x" and 10 or nil end})
print(u.x, u.y, u[1], u[true])
u.y = 1
print(u.y, table.concat(asked, " "))
print(setmetatable({}, {__index = "abc"}).len == string.len)
print(pcall(function() return setmetatable({}, {__index = 5}).x end))
